"""The panel beside the chat that shows the source of a pressed citation."""

from __future__ import annotations

import gradio as gr

from assistant.ui.links import LINK_START

# Presses on citations anywhere on the page become the panel's event "cite"; when the passage is
# there, its mark is scrolled into view and, where the panel lies below the chat, so is the panel.
_ON_LOAD = """
const narrow = () => window.matchMedia('(max-width: 860px)').matches;
const reveal = () => {
  if (!element.querySelector('.passage, .failure')) return;
  const mark = element.querySelector('mark');
  const text = element.querySelector('.passage-text');
  if (mark && text) {
    const top = mark.getBoundingClientRect().top - text.getBoundingClientRect().top;
    text.scrollTop += top - 140;  // some lines of what comes before; the height is not final yet
  }
  if (narrow()) element.scrollIntoView({block: 'start'});
  const heading = element.querySelector('h2');
  if (heading) heading.focus({preventScroll: true});
};
// The chat reuses its elements, so which citation is open is told from its address, each time.
const showCurrent = () => document.querySelectorAll('a[href*="LINK_START"]').forEach((link) => {
  const current = link.getAttribute('href') === window.keikakuShown;
  current ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current');
});
const press = (event) => {
  const link = event.target.closest && event.target.closest('a[href*="LINK_START"]');
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  const href = link.getAttribute('href');
  const start = href.indexOf('LINK_START');
  if (window.keikakuShown === href && element.querySelector('mark')) reveal();
  window.keikakuShown = href;
  showCurrent();
  trigger('cite', {href: href.slice(start)});
};
if (window.keikakuPress) document.removeEventListener('click', window.keikakuPress, true);
window.keikakuPress = press;
document.addEventListener('click', press, true);
const chat = document.querySelector('#chat');
if (chat) new MutationObserver(showCurrent).observe(
  chat, {childList: true, subtree: true, attributes: true, attributeFilter: ['href']});
watch('value', () => requestAnimationFrame(reveal));
""".replace("LINK_START", LINK_START)


def make_panel() -> gr.HTML:
    """The panel, empty; its event ``cite`` carries the ``href`` of the pressed citation."""
    return gr.HTML("", js_on_load=_ON_LOAD, elem_id="panel", apply_default_css=False)


def pressed(event: gr.EventData) -> str:
    """The ``href`` that a ``cite`` event carries; "" if it carries none."""
    data = event._data
    href = data.get("href") if isinstance(data, dict) else None
    return href if isinstance(href, str) else ""
