#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Training on the corpus alone: the same files give the same bytes, and a model that works.

    test_train.py TIPOFF_TRAIN CORPUS
"""
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'lib'))
import tap  # noqa: E402

train, corpus = sys.argv[1], pathlib.Path(sys.argv[2])
files = sorted(str(path) for path in corpus.glob('*.tsv'))
scratch = tempfile.TemporaryDirectory()


def run(name, *arguments):
    path = pathlib.Path(scratch.name) / name
    result = subprocess.run([train, '--quick', '--output', path, *arguments], capture_output=True, text=True)
    return result, path


@tap.test('the same files give the same bytes')
def _():
    first, one = run('one', *files)
    second, other = run('other', *files)
    tap.equal((first.returncode, second.returncode), (0, 0), first.stderr)
    tap.equal(one.read_bytes() == other.read_bytes(), True, 'same bytes')
    tap.equal(first.stdout, second.stdout)
    tap.equal('words alone' in first.stdout, True, 'figures')


@tap.test('other files give another version')
def _():
    first, one = run('all', *files)
    second, some = run('some', *files[:2])
    tap.equal(second.returncode, 0, second.stderr)
    tap.equal(one.read_bytes() != some.read_bytes(), True, 'other bytes')
    tap.equal(first.stdout.splitlines()[-1] != second.stdout.splitlines()[-1], True, 'other version')


@tap.test('a source can be left out')
def _():
    result, path = run('none', '--exclude', 'corpus', *files)
    tap.equal(result.returncode, 1)
    tap.equal(path.exists(), False)


@tap.test('what is no table is refused by name and line')
def _():
    bad = pathlib.Path(scratch.name) / 'bad.tsv'
    bad.write_text('label\tkind\tchannel\ttext\nscam\tnonsense\tsms\tx\n')
    result, path = run('bad', str(bad))
    tap.equal(result.returncode, 1)
    tap.equal('bad.tsv:2' in result.stderr, True, result.stderr)


@tap.test('without files it says what to name')
def _():
    result, _path = run('empty')
    tap.equal(result.returncode, 2)


tap.main()
