"""The secret of an endpoint, for the commands that sign."""

import click


def read_secret(context: click.Context, option: click.Parameter, text: str) -> str:
    if not text:
        raise click.BadParameter("must not be empty")
    return text


webhook_secret = click.option(
    "--secret",
    envvar="FOURFOUR_WEBHOOK_SECRET",
    required=True,
    callback=read_secret,
    metavar="SECRET",
    show_envvar=True,
    help="The endpoint's secret.",
)
