#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What scripts see of protocols with more than one answer.    test_protocols.py SOURCE BUILD"""
import json
import os
import subprocess
import sys
import time
import uuid

sys.path[0:0] = [os.path.join(sys.argv[1], 'tests', 'lib'), os.path.join(sys.argv[1], 'tests', 'delivery')]
import delivery_lab
import tap
import tipoff
from taxii_double import TAXII

BUILD = sys.argv[2]
SCAM = 'bpost: uw pakket wordt vastgehouden. Betaal 1,99 EUR via https://bpost-levering.top/be'
server = delivery_lab.ProtocolServer()


@tap.test('submitted is 3, asked for and not sent again, and 0 in the end')
def _():
    with tipoff.Home(BUILD) as home:
        report_id = str(uuid.uuid4())
        envelope = {'objects': [{'type': 'report', 'spec_version': '2.1', 'id': f'report--{report_id}'}]}
        token = home.write('token', 'anna:öpen sesame\n')
        os.makedirs(home.path('data', 'tipoff'), mode=0o700)
        subprocess.run([os.path.join(BUILD, 'tests', 'delivery', 'outbox-tool'), home.path('data', 'tipoff', 'outbox.sqlite'),
                        'approve', report_id, server.url('/taxii-pending-cli/taxii2/'), delivery_lab.FAULT_CA,
                        home.write('envelope', json.dumps(envelope)), str(int(time.time())), 'taxii', TAXII], check=True)
        seen = []
        for _ in range(4):
            sent = home.cli('submit', '--report', report_id, '--token-file', token)
            seen.append((sent.status, sent.json()['state'], sent.json().get('reason')))
        tap.equal(seen, [(3, 'submitted', None), (3, 'submitted', None), (3, 'submitted', 'busy'), (0, 'delivered', None)])
        tap.equal(home.cli('outbox', 'send').status, 0)
        books = server.books('taxii-pending-cli')
        tap.equal((len(books['stored']), [entry[0] for entry in books['asked']].count('POST')), (1, 1))


@tap.test('post: a receipt is 0; taken without one is 4, and so is what nobody knows')
def _():
    with tipoff.Home(BUILD) as home:
        for scenario, status, state, reason, words in (
                ('any-receipt-cli', 0, 'delivered', None, ''), ('any-cli', 4, 'attention', 'taken', 'need not be sent again'),
                ('any-lost-cli', 4, 'attention', 'unknown', 'Send it again only if')):
            sent = home.cli('submit', '--endpoint', server.url(f'/{scenario}/in'), '--format', 'tipoff', '--protocol', 'post',
                            '--ca-file', str(delivery_lab.FAULT_CA), stdin=SCAM)
            tap.equal((sent.status, sent.json()['state'], sent.json().get('reason')), (status, state, reason), sent.err)
            assert words in sent.err, sent.err
        tap.equal(home.cli('outbox', 'send').status, 0)
        tap.equal(len(server.books('any-lost-cli')['stored']), 1)


@tap.test('a protocol that is none names those that are')
def _():
    with tipoff.Home(BUILD) as home:
        wrong = home.cli('submit', '--endpoint', 'https://127.0.0.1:1/', '--format', 'tipoff', '--protocol', 'pigeon', stdin=SCAM)
        tap.equal(wrong.status, 2)
        assert 'tipoff, misp, taxii, rt, post, signal-spam, netcraft' in wrong.err, wrong.err


try:
    tap.main()
finally:
    server.stop()
