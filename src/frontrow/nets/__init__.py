"""Networks: their architectures, the one trainer, and their export to ONNX. Everything here needs the extra ``deep``."""
