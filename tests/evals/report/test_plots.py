import xml.etree.ElementTree as ET

import pytest

from evals.report.plots import count_plot, interval_plot, latency_plot
from evals.summary import Figure

FIGURE = Figure(mean=0.5, low=0.4, high=0.7, n=12)


@pytest.mark.parametrize(
    "svg",
    [
        interval_plot({"Correct": FIGURE, "All right": FIGURE}, "plot"),
        count_plot({"too long": 3}, "plot"),
        count_plot({}, "plot"),
        latency_plot([1.0, 2.0, 90.0], "plot"),
    ],
)
def test_a_plot_stands_by_itself(svg: str) -> None:
    assert svg.startswith('<svg role="img" aria-label="plot"')
    assert "http" not in svg
    assert "<metadata" not in svg
    ET.fromstring(svg.replace("xlink:href", "href"))  # well-formed


def test_the_same_figures_give_the_same_plot() -> None:
    assert count_plot({"a": 1}, "plot") == count_plot({"a": 1}, "plot")
