"""Events and titles as arrays: what models are fitted on."""
