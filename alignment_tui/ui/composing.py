"""How a screen is put together from its parts: of each, only the rows that a frame needs."""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class Sparing(Compositor):
    """Asks for no row that is not painted: textual asks every widget for all of its rows, whatever has changed."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        needed = crop or self.size.region
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            rows = seen.intersection(Region(seen.x, needed.y, seen.width, needed.height))
            if rows and rows.overlaps(needed):
                yield rows, rows, widget.render_lines(rows.translate(-region.offset))
