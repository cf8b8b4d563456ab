# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a GTK 4 window through AT-SPI, as an assistive technology does.

What GTK 4.8 gives no action for (rows, check buttons, drop-downs) is clicked with the pointer,
where AT-SPI says that it is.
"""
import subprocess
import time

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

# One role has another name in another version of GTK.
ROLES = {'button': {'button', 'push button', 'toggle button'}, 'text': {'text', 'entry', 'text box'},
         'switch': {'switch', 'check box', 'toggle button'}, 'tab': {'page tab'}, 'heading': {'heading'},
         'menu item': {'menu item', 'check menu item', 'radio menu item'}, 'label': {'label', 'static'}}
# Nothing that a test asks for is below these.
LEAVES = {'label', 'image', 'scroll bar', 'separator', 'text', 'heading'}


class Timeout(AssertionError):
    pass


def until(condition, what, seconds=10):
    """Waits until condition() is true, and gives its value."""
    deadline = time.monotonic() + seconds
    trouble = ''
    while time.monotonic() < deadline:
        try:
            value = condition()
            if value:
                return value
        except GLib.Error as error:  # it went away while we looked
            trouble = f' ({error.message})'
        time.sleep(0.03)
    raise Timeout(f'{seconds} s passed without {what}{trouble}')


def run(*command):
    return subprocess.run(command, check=True, timeout=20, capture_output=True, text=True).stdout


def forget(accessible):
    """What was read before may have changed. (One name before at-spi2-core 2.50, another since.)"""
    getattr(accessible, 'clear_cache_single', accessible.clear_cache)()


class Node:
    def __init__(self, accessible):
        self.a = accessible

    @property
    def name(self):
        return self.a.get_name() or ''

    @property
    def role(self):
        return self.a.get_role_name() or ''

    @property
    def states(self):
        return {state.value_nick for state in self.a.get_state_set().get_states()}

    def children(self):
        forget(self.a)
        for i in range(self.a.get_child_count()):
            child = self.a.get_child_at_index(i)
            if child is not None:
                yield Node(child)

    def walk(self, skip=None):
        """This and all below it, but for what skip(node) says."""
        yield self
        if self.role in LEAVES or (skip and skip(self)):
            return
        for child in self.children():
            yield from child.walk(skip)

    def has(self, interface):
        return interface in self.a.get_interfaces()

    def is_named(self, name):
        # GTK 4.8 keeps mnemonics, and says some names twice.
        own = self.name.replace('_', '')
        return own in (name, f'{name} {name}')

    def look(self, role=None, name=None, starts=None, skip=None):
        roles = ROLES.get(role, {role}) if role else None
        for node in self.walk(skip):
            if roles and node.role not in roles:
                continue
            if name is not None and not node.is_named(name):
                continue
            if starts is not None and not node.name.replace('_', '').startswith(starts):
                continue
            return node
        return None

    def actions(self):
        try:  # some objects count actions that they cannot name
            return [Atspi.Action.get_action_name(self.a, i) for i in range(Atspi.Action.get_n_actions(self.a))]
        except GLib.Error:
            return []

    def click(self):
        actions = self.actions()
        action = next(a for a in ('click', 'toggle', 'activate') if a in actions)
        assert Atspi.Action.do_action(self.a, actions.index(action)), f'{self.name!r} refused {action}'

    # Always Atspi.Text.…(accessible): the methods of the object itself changed with versions.
    @property
    def text(self):
        return Atspi.Text.get_text(self.a, 0, Atspi.Text.get_character_count(self.a))

    @text.setter
    def text(self, text):
        assert Atspi.EditableText.set_text_contents(self.a, text), f'{self.name!r} takes no text'

    def toplevel(self):
        top = self.a
        while top.get_parent() is not None and top.get_parent().get_role() != Atspi.Role.APPLICATION:
            top = top.get_parent()
        return Node(top)

    def extents(self):
        box = Atspi.Component.get_extents(self.a, Atspi.CoordType.WINDOW)
        return box.x, box.y, box.width, box.height

    def dump(self, depth=0):
        text = f' {self.text!r}' if self.has('Text') else ''
        lines = [f'{"  " * depth}{self.role} {self.name!r}{text}']
        for child in self.children():
            lines.append(child.dump(depth + 1))
        return '\n'.join(lines)


def application(name, seconds=20):
    def look():
        desktop = Atspi.get_desktop(0)
        forget(desktop)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_name() == name:
                return Node(child)
        return None
    return until(look, f'application {name}', seconds)


def keys(*names):
    run('xdotool', 'key', '--delay', '30', *names)
