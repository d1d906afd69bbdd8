"""Light charts: inline SVG without style or script; the figures stand in a table beside them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH, _ROW, _BAR, _GAP = 320, 44, 16, 6


def bar_chart(rows: Sequence[tuple[str, int]], title: str) -> str:
    """Draw horizontal bars, one for each (label, value); empty for no rows.

    Colours and fonts come from the style sheet, so the chart follows light and dark.
    """
    if not rows:
        return ""
    most = max(value for _, value in rows) or 1
    height = _ROW * len(rows)
    message = ", ".join(f"{label}: {value}" for label, value in rows)
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    parts = [f'<svg class="os-chart" {size} role="img" aria-label="{escape(title)}. {escape(message)}">']
    for index, (label, value) in enumerate(rows):
        top = index * _ROW
        width = max(2, round(value / most * (_WIDTH - 40)))
        parts.append(
            f'<text x="0" y="{top + 14}" class="os-chart-label">{escape(label)}</text>'
            f'<rect x="0" y="{top + 14 + _GAP}" width="{width}" height="{_BAR}" rx="2" class="os-chart-bar"/>'
            f'<text x="{width + 6}" y="{top + 14 + _GAP + 13}" class="os-chart-value">{value}</text>'
        )
    return "".join([*parts, "</svg>"])
