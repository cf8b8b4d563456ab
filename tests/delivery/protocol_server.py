#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""All doubles behind one port, over TLS, on loopback: the first part of the path is the scenario."""

from desk_doubles import Misp, RequestTracker, Unknown
from double import Server
from taxii_double import Taxii

if __name__ == "__main__":
    Server({"taxii": Taxii, "rt": RequestTracker, "misp": Misp, "any": Unknown, "signal": Unknown, "netcraft": Unknown}).main()
