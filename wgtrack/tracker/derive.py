"""The methods of a tracker, made of functions that take a session and of the verbs of a transaction.

Each keeps the signature and the docstring of what it is made of, for type checkers, editors and ``help``.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from wgtrack.tracker.session import Session
from wgtrack.tracker.transaction import Transaction, transaction

P = ParamSpec("P")
AnswerT = TypeVar("AnswerT")


class HasSession(Protocol):
    """What these methods belong to."""

    @property
    def session(self) -> Session:
        """The record that is open."""


def of_session(function: Callable[Concatenate[Session, P], AnswerT]) -> Callable[Concatenate[HasSession, P], AnswerT]:
    """The method that calls this function with the tracker's session."""

    @wraps(function)
    def method(tracker: HasSession, /, *args: P.args, **kwargs: P.kwargs) -> AnswerT:
        return function(tracker.session, *args, **kwargs)

    return method


def in_one_step(verb: Callable[Concatenate[Transaction, P], AnswerT]) -> Callable[Concatenate[HasSession, P], AnswerT]:
    """The method that makes a transaction of one verb."""

    @wraps(verb)
    def method(tracker: HasSession, /, *args: P.args, **kwargs: P.kwargs) -> AnswerT:
        with transaction(tracker.session) as made:
            return verb(made, *args, **kwargs)

    return method
