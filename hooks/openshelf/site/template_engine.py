"""Jinja without what our templates do not use: most of the time of a page went into finding that out again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Context

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from jinja2.bccache import Bucket

TEMPLATES = Path(__file__).parent / "templates"


class _DirectContext(Context):
    """Calls what a template calls and nothing before: no function of ours asks for the context."""

    @staticmethod
    def call(
        function: Callable[..., Any],
        *args: Any,  # noqa: ANN401 - templates pass anything
        _loop_vars: object = None,
        _block_vars: object = None,
        **values: Any,  # noqa: ANN401 - as above
    ) -> Any:  # noqa: ANN401 - as above
        """Call a function or a macro; what Jinja says of loops and blocks around it is for the context."""
        return function(*args, **values)


class _CodeOfTemplates(BytecodeCache):
    """Keeps what templates were compiled to: a preview builds the site again and again."""

    def __init__(self) -> None:
        self._code: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what a template with this source was compiled to."""
        bucket.code = self._code.get(f"{bucket.key} {bucket.checksum}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep that."""
        self._code[f"{bucket.key} {bucket.checksum}"] = bucket.code


_CODE = _CodeOfTemplates()


class TemplateEngine(Environment):
    """Our templates, each read once; what they print is escaped, and a name that they do not know stops them."""

    context_class = _DirectContext

    def __init__(self) -> None:
        super().__init__(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            bytecode_cache=_CODE,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._loaded: dict[str, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        """Return a template by the name of its file."""
        if not isinstance(name, str):
            return name
        if name not in self._loaded:
            loaded = self._loaded[name] = super().get_template(name, parent, globals)
            loaded.globals = dict(loaded.globals)  # every page copies them, and Jinja's chain of maps copies slowly
        return self._loaded[name]

    def load_all(self) -> None:
        """Compile every template now: processes that are forked later need not."""
        for name in self.list_templates():
            self.get_template(name)
