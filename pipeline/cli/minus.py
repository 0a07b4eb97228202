"""A query that begins with a minus looks like an option: the command says how it is given."""

import click


class Query(click.Command):
    """A command whose first argument is a query."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; of an unknown short option it says what else may have been meant."""
        given = list(args)
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as exc:
            meant = next((arg for arg in given if arg.startswith("-") and exc.option_name.lstrip("-")[:1] in arg), "")
            if exc.option_name.startswith("--") or not meant:
                raise
            raise click.UsageError(
                f"{meant}: no such option; a query that begins with a minus goes after two of them: "
                f'khotin {self.name} [OPTIONS] -- "{meant}"',
                ctx,
            ) from exc
