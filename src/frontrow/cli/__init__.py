"""The ``frontrow`` command: one file a subcommand, registered here.

Exit codes: 0 done · 1 refused, with the reason and what would be right · 2 wrong usage.
"""

from __future__ import annotations

import os
import sys

# before numpy loads its BLAS: one thread a process serves more pages than several that wait for each other
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import typer

from frontrow.cli import bundles, demo, evaluate, imports, init, models, page, quality, serve, simulate, train
from frontrow.cli.console import complain
from frontrow.errors import FrontrowError

app = typer.Typer(
    help="Frontrow: a self-hosted personalization engine for streaming catalogues.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)

app.command("demo")(demo.demo)
app.command("init")(init.init)
app.command("import")(imports.import_)
app.command("check")(quality.check)
app.command("train")(train.train)
app.command("evaluate")(evaluate.evaluate)
app.command("page")(page.page)
app.command("serve")(serve.serve)
app.command("simulate")(simulate.simulate)
app.command("bundles")(bundles.bundles)
app.command("models")(models.models)
app.command("rollback")(bundles.rollback)


def main() -> None:
    """Run the command line; what Frontrow or the system refuses is said on standard error."""
    try:
        app()
    except FrontrowError as error:
        complain(error)
        sys.exit(1)
    except OSError as error:
        complain(FrontrowError(f"{error.strerror or error}: {error.filename or 'a file or socket'}."))
        sys.exit(1)
