"""How many small faults in the rule and in the books the tests find: `python -m benchmarks.mutants [EACH]`.

Every function of the rule and of the ledger is changed in one place at a time (a comparison turned or moved by its
boundary, an operator, a number, a term left out), and the tests that speak of it run against the changed function. A
fault that no test notices survives, and is printed. EACH: try only every EACHth fault.

The mutation testers of the registry change files and start Python anew, and each changed file of the rule would be a
minute of compiling. Here the code of one function is exchanged in a forked process instead: the hand-worked cases call
the rule as the plain Python that it is. The compiled engine keeps the rule as it was, so that a difference between the
two finds nothing here.
"""

import ast
import contextlib
import importlib
import os
import resource
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

import pytest

from benchmarks.table import Row, show
from sim.study.run import cores

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 20  # of a processor, after which a fault has shown itself: the tests never end
RULE = ("rule", "selling", "noticing", "reacting", "retention", "draws")
BOOKS = ("ledger", "regulator", "company", "data_market", "press", "alarm")
TESTS: dict[tuple[str, ...], tuple[str, ...]] = {
    RULE: ("model/test_worked_cases.py", "model/test_draws.py", "model/test_retention.py"),
    BOOKS: ("model/test_books.py", "model/test_law.py"),
}

TURNED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OTHER: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitAnd,
    ast.RShift: ast.LShift,
}


class Mutant(NamedTuple):
    """One fault in a function of a module of sim.model: the code that it runs instead, and in words."""

    module: str
    function: str
    code: CodeType
    words: str


def mutants(name: str) -> Iterator[Mutant]:
    """Every fault of a module, function by function."""
    file = ROOT / "sim" / "model" / f"{name}.py"
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        for parent in [node for statement in function.body for node in ast.walk(statement)]:
            for field, place, child in _children(parent):
                for other in _changed(child):
                    _put(parent, field, place, ast.copy_location(other, child))
                    code = compile(ast.fix_missing_locations(tree), str(file), "exec")
                    words = f"{name}.py:{child.lineno} {ast.unparse(other)}  for  "
                    _put(parent, field, place, child)
                    yield Mutant(name, *_of(code, function), words + ast.unparse(child))


def _children(parent: ast.AST) -> Iterator[tuple[str, int | None, Any]]:
    """The expressions and statements right below a node, and where they stand in it."""
    for field, value in ast.iter_fields(parent):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        if isinstance(value, list):
            yield from ((field, n, one) for n, one in enumerate(value) if isinstance(one, ast.expr | ast.stmt))
        elif isinstance(value, ast.expr | ast.stmt):
            yield field, None, value


def _put(parent: ast.AST, field: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[place] = node


def _changed(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """What may stand by mistake in the place of a node."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=right):
            for turned in TURNED.get(type(op), ()):
                yield ast.Compare(left, [turned()], right)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OTHER:
            yield ast.BinOp(left, OTHER[type(op)](), right)
            yield left
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            if len(values) > 1:
                yield from values
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.AugAssign(target=target, op=op, value=value) if type(op) in OTHER:
            yield ast.AugAssign(target, OTHER[type(op)](), value)
            yield ast.Pass()
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value + 1)
        case ast.Call(func=ast.Name(id="max" | "min" as name), args=args):
            yield ast.Call(ast.Name("min" if name == "max" else "max", ast.Load()), args, [])


def _of(code: CodeType, function: ast.FunctionDef) -> tuple[str, CodeType]:
    """The qualified name and the code of a function within a compiled module's outermost functions and methods."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            inside = [one, *(part for part in one.co_consts if isinstance(part, CodeType))]
            if any(part.co_firstlineno == function.lineno - len(function.decorator_list) for part in inside):
                mine = next(part for part in inside if part.co_name == function.name)
                outer = one if "<locals>" in mine.co_qualname else mine
                return outer.co_qualname, outer
    raise LookupError(function.name)


def _exchange(mutant: Mutant) -> None:
    """Have the function run the fault, wherever it has been imported."""
    found: Any = importlib.import_module(f"sim.model.{mutant.module}")
    for part in mutant.function.split("."):
        found = vars(found)[part]
    found = getattr(found, "fget", None) or getattr(found, "__wrapped__", found)
    found.__code__ = mutant.code


def survives(mutant: Mutant, tests: tuple[str, ...]) -> bool:
    """Whether the tests pass in spite of it, in a process of its own."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    code = 1
    with contextlib.suppress(BaseException):
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        _exchange(mutant)
        code = _passed(tests)
    os._exit(code)


def _passed(tests: tuple[str, ...]) -> int:
    """The exit code of some tests, without what holds compiled draws against plain ones: that speaks of numba."""
    plain = ["-x", "-q", "-m", "not slow", "-k", "not compiled", "-p", "no:cacheprovider", "--hypothesis-seed=0"]
    return int(pytest.main([*plain, *(str(ROOT / "tests" / file) for file in tests)]))


def killed(modules: tuple[str, ...], each: int = 1) -> tuple[int, int]:
    """How many faults of these modules the tests find, and how many there are. Survivors are printed."""
    tests = TESTS[modules]
    if _passed(tests) != 0:  # here, so that all that tests load and compile is there when processes are forked
        raise RuntimeError(f"{', '.join(tests)} fail although nothing was changed")
    faults = [fault for module in modules for fault in mutants(module)][::each]
    with ThreadPoolExecutor(cores(None)) as pool:
        lives = list(pool.map(lambda fault: survives(fault, tests), faults))
    for fault, lived in zip(faults, lives, strict=True):
        if lived:
            sys.stderr.write(f"survives: {fault.words}\n")
    return len(faults) - sum(lives), len(faults)


def rows(each: int = 1) -> list[Row]:
    """The shares of faults found."""
    found = []
    for what, modules in (("the rule", RULE), ("the books and the market's agents", BOOKS)):
        dead, of = killed(modules, each)
        found.append(Row(f"faults put into {what}: found by tests", f"{dead / of:.0%} of {of}", "", "", "", "80 %"))
    return found


if __name__ == "__main__":
    show(rows(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
