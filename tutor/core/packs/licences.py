"""The licences that `tutor new` can write: the name that a pyproject.toml gives, and the text of LICENSE."""

_MIT = """\
MIT License

Copyright (c) {year} the authors of {name}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""
_CC_BY = """\
Copyright (c) {year} the authors of {name}

This work is licensed under the Creative Commons Attribution 4.0 International
License: https://creativecommons.org/licenses/by/4.0/legalcode
"""
_CLOSED = """\
Copyright (c) {year} the authors of {name}. All rights reserved.

No part of it may be used, copied or passed on without their permission.
"""

LICENCES = {"MIT": ("MIT", _MIT), "CC-BY-4.0": ("CC-BY-4.0", _CC_BY), "closed": ("LicenseRef-Proprietary", _CLOSED)}
"""By the name of `--licence`: its SPDX expression (https://spdx.org/licenses), and its text."""


def licence_text(licence: str, name: str, year: int) -> str:
    """The LICENSE of distribution `name`; KeyError where there is no such licence."""
    return LICENCES[licence][1].format(name=name, year=year)
