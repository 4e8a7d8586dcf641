"""The README's table of settings, made from Settings."""

from dataclasses import fields

from sandbox.settings import Settings, default_of, flag, variable


def markdown() -> str:
    rows = [("Flag", "Variable", "Default", "Meaning"), ("---", "---", "---", "---")]
    for spec in fields(Settings):
        default = default_of(spec) if spec.metadata["shown"] else f"`{default_of(spec)}`"
        rows.append((f"`{flag(spec.name)}`", f"`{variable(spec.name)}`", default, spec.metadata["help"]))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
