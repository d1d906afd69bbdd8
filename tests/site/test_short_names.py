"""Scripts with short names do what they did with long ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quickjs import Context
from rjsmin import jsmin

from openshelf.site.short_names import with_short_names
from openshelf.site.theme import ASSETS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("script", "short"),
    [
        ("const long=1;use(long);", "const a=1;use(a);"),
        ("let first=1,second;function third(){}", "let a=1,second;function b(){}"),
        ("const more=1,most=a;const less=more+more;", "const b=1,most=a;const c=b+b;"),
        ("const name=1;x.name=name;", "const name=1;x.name=name;"),
        ("const rest=[...rest];", "const a=[...a];"),
        ("const key=1;f({key,b:2});", "const key=1;f({key,b:2});"),
        ("const key=1;f(x,key,y);", "const a=1;f(x,a,y);"),
        ("const key=1;const{key}=x;", "const key=1;const{key}=x;"),
        ("const key=1;f(key?key:key);", "const a=1;f(a?a:a);"),
        ("const key=1;f('key',\"key\",`key${key}key${{a:key}}`);", "const b=1;f('key',\"key\",`key${b}key${{a:b}}`);"),
        ("const key=1;f(/key'/.test(key));key/key/key;", "const a=1;f(/key'/.test(a));a/a/a;"),
        ("/*! it's key */const key=1;", "/*! it's key */const a=1;"),
        ("f(key);", "f(key);"),
    ],
)
def test_only_what_a_script_declares_for_itself_gets_a_short_name(script: str, short: str) -> None:
    assert with_short_names(script) == short


def test_there_are_enough_short_names() -> None:
    names = [f"name{number}" for number in range(2000)]
    script = "".join(f"const {name}={number};" for number, name in enumerate(names))
    short = with_short_names(script)
    assert len(short) < len(script) * 0.8
    context = Context()
    context.eval(with_short_names(f"{script}this.last=name1999;"))
    assert context.eval("last") == 1999


@pytest.mark.parametrize("script", sorted(ASSETS.glob("*.js")), ids=lambda script: script.name)
def test_a_script_with_short_names_is_whole_and_has_short_names_already(script: Path) -> None:
    minified = jsmin(script.read_text(encoding="utf-8"))
    short = with_short_names(minified)
    assert len(short) < len(minified)
    assert len(with_short_names(short)) == len(short)
    Context().eval(f"() => {{{short}}}")
