#!/usr/bin/python3
"""Makes the title font: Debian's Cabin Bold (package fonts-cabin, SIL OFL 1.1), cut to the letters that
titles need and renamed as its licence asks: make_title_font.py IN.otf OUT.woff2"""
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "§©«°·»ÈÉèéêë–—‘’“”…"


def main() -> None:
    source, out = sys.argv[1:]
    options = subset.Options(flavor="woff2", hinting=False, desubroutinize=True, layout_features=["kern", "liga"],
                             name_IDs=[0, 1, 2, 3, 4, 6], notdef_outline=True)
    font = TTFont(source)
    cutter = subset.Subsetter(options)
    cutter.populate(text=LETTERS)
    cutter.subset(font)
    names = {1: "Kentongan Judul", 2: "Bold", 3: "Kentongan Judul Bold 1", 4: "Kentongan Judul Bold",
             6: "KentonganJudul-Bold"}
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
    font["head"].modified = font["head"].created  # the same bytes every time
    font.recalcTimestamp = False
    subset.save_font(font, out, options)


main()
