from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.pdf_ruled import Region, find_grids
from ingest.formats.pdf_shapes import Rule

SQUARE = (
    [Rule(0, 0, 100), Rule(50, 0, 100), Rule(100, 0, 100)],
    [Rule(0, 0, 100), Rule(100, 0, 100)],
)


def test_lines_that_cross_make_cells() -> None:
    (grid,) = find_grids(SQUARE[0], [*SQUARE[1], Rule(40, 0, 100)])
    assert grid.xs == (0, 40, 100)
    assert grid.ys == (0, 50, 100)
    assert len(grid.regions) == 4
    assert grid.region_at(60, 70) == 3
    assert grid.region_at(160, 70) is None


def test_a_missing_piece_of_line_merges_cells() -> None:
    (grid,) = find_grids(SQUARE[0], [*SQUARE[1], Rule(40, 0, 50)])
    assert grid.regions[-1] == Region(1, 0, 1, 2)


def test_cells_with_a_border_each_are_one_grid() -> None:
    across = [Rule(y, 0, 100) for y in (0, 48, 52, 100)]
    (grid,) = find_grids(across, SQUARE[1])
    assert grid.ys == (0, 50, 100)


def test_open_sides_end_where_the_lines_end() -> None:
    (grid,) = find_grids([Rule(0, 0, 100), Rule(50, 0, 100)], [Rule(40, 0, 50)])
    assert grid.xs == (0, 40, 100)


def test_a_table_cut_by_the_page_is_open() -> None:
    (grid,) = find_grids([Rule(0, 0, 100)], [Rule(0, 0, 80), Rule(50, 0, 80), Rule(100, 0, 80)])
    assert (grid.open_top, grid.open_bottom) == (False, True)


def test_separate_tables_are_separate_grids() -> None:
    below = [Rule(y + 200, start, end) for y, start, end in SQUARE[0]]
    down = [Rule(x, start + 200, end + 200) for x, start, end in SQUARE[1]]
    assert len(find_grids([*SQUARE[0], *below], [*SQUARE[1], *down])) == 2


rules = st.lists(
    st.builds(
        lambda at, start, length: Rule(at, start, start + length),
        st.integers(0, 60), st.integers(0, 60), st.integers(1, 60),
    ),
    max_size=14,
)  # fmt: skip


@given(rules, rules)
def test_cells_cover_their_grid_once(across: list[Rule], down: list[Rule]) -> None:
    for grid in find_grids(across, down):
        n_units = (len(grid.xs) - 1) * (len(grid.ys) - 1)
        assert len(grid.region_of) == n_units
        assert sum(region.rowspan * region.colspan for region in grid.regions) == n_units
