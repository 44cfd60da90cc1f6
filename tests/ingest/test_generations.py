from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import StoreError
from ingest.generations import Generations


def publish(generations: Generations, content: str = "x") -> Path:
    with generations.writing() as folder:
        (folder / "meta.json").write_text(content, encoding="utf-8")
        generations.publish(folder)
    return folder


def folders(generations: Generations) -> set[str]:
    return {path.name for path in generations.folder.iterdir() if path.is_dir()}


def test_nothing_is_current_before_the_first_is_published(tmp_path: Path) -> None:
    generations = Generations(tmp_path / "data")
    assert generations.current() is None
    assert not (tmp_path / "data").exists()


def test_what_is_published_is_current(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    first = publish(generations)
    assert generations.current() == first
    second = publish(generations)
    assert first != second
    assert generations.current() == second


def test_a_block_that_fails_leaves_no_folder_and_no_lock(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    first = publish(generations)
    with pytest.raises(KeyboardInterrupt), generations.locked(), generations.writing() as folder:
        (folder / "store.sqlite").write_text("half", encoding="utf-8")
        raise KeyboardInterrupt
    assert folders(generations) == {first.name}
    assert generations.current() == first
    with generations.locked():
        publish(generations)


def test_what_is_not_published_is_not_current(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    first = publish(generations)
    with generations.writing() as folder:
        (folder / "meta.json").write_text("x", encoding="utf-8")
    assert generations.current() == first


def test_sweep_keeps_the_current_one_and_the_one_before(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    first, second, third = (publish(generations) for _ in range(3))
    leftover = generations.folder / "killed"
    leftover.mkdir()
    dropped: list[str] = []
    generations.sweep(dropped.append)
    assert folders(generations) == {second.name, third.name}
    assert sorted(dropped) == sorted([first.name, "killed"])
    assert generations.current() == third


def test_a_collection_is_dropped_before_its_folder_goes(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    publish(generations)
    (generations.folder / "killed").mkdir()
    there: list[bool] = []
    generations.sweep(lambda name: there.append((generations.folder / name).is_dir()))
    assert there == [True]


def test_a_pointer_to_a_folder_that_is_gone(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    (generations.folder).mkdir()
    (generations.folder / "current").write_text("gone\n", encoding="utf-8")
    assert generations.current() is None
    (generations.folder / "current").write_text("", encoding="utf-8")
    assert generations.current() is None


def test_one_ingest_at_a_time(tmp_path: Path) -> None:
    with Generations(tmp_path).locked():
        with pytest.raises(StoreError) as caught, Generations(tmp_path).locked():
            pytest.fail("two ingests write at once")
        assert caught.value.key == "ingest_running"
        assert str(tmp_path) in str(caught.value)
    with Generations(tmp_path).locked():
        pass


def test_a_data_directory_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    generations = Generations(tmp_path / "file" / "data")
    assert generations.current() is None
    with pytest.raises(StoreError), generations.writing():
        pytest.fail("there is no place to write to")
    with pytest.raises(StoreError) as caught, generations.locked():
        pytest.fail("there is no place to write to")
    assert caught.value.key == "data_dir_unwritable"
    assert str(tmp_path / "file" / "data") in str(caught.value)
    assert "\n" not in str(caught.value)
