"""The settings, read from the environment and ``.env`` in this one place."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.errors import UsageError

_CHECKOUT = Path(__file__).resolve().parent.parent


def default_data_dir() -> Path:
    """``.keikaku`` in a checkout of the project, else the user's data folder."""
    if (_CHECKOUT / "pyproject.toml").is_file():
        return _CHECKOUT / ".keikaku"
    return Path(platformdirs.user_data_dir("keikaku"))


def default_corpus() -> Path:
    """The folder of the plans that come with the project."""
    return Path(str(resources.files("corpus")))


class Settings(BaseSettings):
    """Each field is the environment variable ``KEIKAKU_<FIELD>``.

    Attributes:
        home: the asker's municipality, by any of its names; None where none is set.
        data_dir: where models and indexes are kept.
        embedding_model: a sentence-transformers folder or name; None is the default model.
        chroma_url: a Chroma server; None is the embedded Chroma.
        manage_documents: whether the page may add and delete documents; None: only where the
            server listens on the machine itself.
        llm_base_url, llm_model, llm_api_key: an OpenAI-compatible endpoint; None: extractive.
        llm_timeout_s: seconds that all its calls for one question may take together.
        llm_condense: whether it makes follow-up questions readable alone.
        llm_max_concurrency: calls that it gets at the same time.
    """

    model_config = SettingsConfigDict(
        env_prefix="KEIKAKU_", env_file=".env", extra="ignore", env_ignore_empty=True, frozen=True
    )

    home: str | None = None
    data_dir: Path = Field(default_factory=default_data_dir)
    embedding_model: str | None = None
    chroma_url: str | None = None
    manage_documents: bool | None = None
    llm_base_url: str | None = None
    llm_model: str | None = None
    llm_api_key: SecretStr | None = None
    llm_timeout_s: float = Field(default=60.0, gt=0, le=600)
    llm_condense: bool = True
    llm_max_concurrency: int = Field(default=4, ge=1, le=64)

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        try:
            return value.expanduser().absolute()
        except RuntimeError as error:
            raise ValueError(str(error)) from error


@cache
def load_settings() -> Settings:
    """The settings of this process.

    Raises:
        UsageError: a variable's value does not fit, or ``.env`` cannot be read.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "KEIKAKU_" + "_".join(str(part).upper() for part in first["loc"])
        raise UsageError("setting_invalid", name=name, reason=first["msg"]) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("setting_invalid", name=".env", reason=error) from error
