// Runs once, in the hidden component "bus": what is pressed anywhere becomes one of its events.

const EVENTS = [EVENT_NAMES];
const narrow = () => window.matchMedia('(max-width: 860px)').matches;
const linkOf = (target) => target.closest && target.closest('a[href*="LINK_START"]');

// --- presses ---

const press = (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = linkOf(event.target);
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  const href = link.getAttribute('href');
  const written = href.slice(href.indexOf('LINK_START'));
  const name = written.slice('LINK_START'.length).split('/')[0];
  if (name === 'cite') {
    if (window.keikakuShown === href) revealPassage();
    window.keikakuShown = href;
    showCurrent();
  }
  if (name === 'read') rememberTab();
  if (name === 'read' && goWithin(link)) return;
  if (EVENTS.includes(name)) trigger(name, {href: written});
};

const pressByKey = (event) => {
  const link = event.key === ' ' && linkOf(event.target);
  if (link && link.getAttribute('role') === 'button') {
    event.preventDefault();
    link.click();
  }
};

// --- copying ---

const copied = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {  // only https and loopback have a clipboard
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
};

const copy = async (event) => {
  const button = event.target.closest && event.target.closest('button[data-copy]');
  if (!button || button.dataset.before) return;
  const text = button.dataset.copy;
  const words = text.startsWith('?') ? location.origin + location.pathname + text : text;
  if (!(await copied(words))) return;
  button.dataset.before = button.textContent;
  button.textContent = button.dataset.done;
  button.classList.add('done');
  setTimeout(() => {
    button.textContent = button.dataset.before;
    button.classList.remove('done');
    delete button.dataset.before;
  }, 1600);
};

// --- the source panel ---

const revealPassage = () => {
  const panel = document.querySelector('#panel');
  if (!panel || !panel.querySelector('.passage, .failure')) return;
  const mark = panel.querySelector('mark');
  const text = panel.querySelector('.passage-text');
  if (mark && text) {
    const above = text.getBoundingClientRect().top;
    const top = mark.getBoundingClientRect().top - above;
    const head = mark.closest('table') && mark.closest('table').querySelector('tr');
    const headTop = head ? head.getBoundingClientRect().top - above : top;
    // Some lines of what comes before, or the years above a row; the height is not final yet.
    text.scrollTop += top - headTop < text.clientHeight - 120 && head ? headTop - 12 : top - 140;
  }
  if (narrow()) panel.scrollIntoView({block: 'start'});
  const heading = panel.querySelector('h2');
  if (heading) heading.focus({preventScroll: true});
};
window.keikakuReveal = revealPassage;

// The chat reuses its elements, so which citation is open is told from its address, each time.
const showCurrent = () => document.querySelectorAll('a[href*="LINK_STARTcite/"]').forEach((link) => {
  const current = link.getAttribute('href') === window.keikakuShown;
  current ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current');
});

// --- the document that is read ---

const setAddress = (address) => {
  if (location.search === address) return;
  const entered = !location.search && address;  // so that Back leads to where one came from
  history[entered ? 'pushState' : 'replaceState'](null, '', location.pathname + address);
};

// The tab from which a document was opened.
const rememberTab = () => {
  const tab = document.querySelector('#tabs > .tab-wrapper [role="tab"][aria-selected="true"]');
  if (tab && !tab.id.includes('read')) window.keikakuFrom = tab.id;
};

const goBack = () => {
  const before = window.keikakuFrom && document.getElementById(window.keikakuFrom);
  const named = (name) => document.querySelector(`#tabs button[role="tab"][id*="${name}"]`);
  const tab = location.search ? named('read') : before || named('ask');
  if (tab && tab.getAttribute('aria-selected') !== 'true') tab.click();
};

const scrollTo = (place) => {
  const text = document.querySelector('#read-view .passage-text');
  if (!text || !place) return;
  if (narrow()) {
    place.scrollIntoView({block: 'start'});
    return;
  }
  const top = place.getBoundingClientRect().top - text.getBoundingClientRect().top;
  text.scrollTop += top - (place.tagName === 'MARK' ? 120 : 8);
};

const markOutline = (link) => {
  document.querySelectorAll('#read-view .outline a[aria-current]').forEach(
    (one) => one.removeAttribute('aria-current'));
  if (!link) return;
  link.setAttribute('aria-current', 'location');
  const list = link.closest('ol');
  const off = link.getBoundingClientRect().top - list.getBoundingClientRect().top;
  if (off < 0 || off > list.clientHeight - 40) list.scrollTop += off - list.clientHeight / 3;
};

const revealReading = () => {
  const reading = document.querySelector('#read-view .reading');
  if (!reading) return;
  if (narrow()) reading.querySelector('.outline details').removeAttribute('open');
  const mark = reading.querySelector('#read-quoted');
  const target = reading.dataset.target && document.getElementById(reading.dataset.target);
  scrollTo(mark || target);
  markOutline(reading.querySelector('.outline a[aria-current]'));
  if (reading.offsetParent) setAddress(reading.dataset.address);
};
window.keikakuRevealRead = revealReading;

// A section that is on the page already needs no question to the server.
const goWithin = (link) => {
  const place = link.dataset.anchor && document.getElementById(link.dataset.anchor);
  if (!place) return false;
  scrollTo(place);
  markOutline(link);
  setAddress(link.dataset.address);
  const button = document.querySelector('#read-view button[data-copy^="?"]');
  if (button) button.dataset.copy = link.dataset.address;
  return true;
};

const leaveReading = (event) => {
  const tab = event.target.closest && event.target.closest('#tabs > .tab-wrapper [role="tab"]');
  if (!tab) return;
  const reading = document.querySelector('#read-view .reading');
  const toRead = tab.id && tab.id.includes('read');
  if (toRead) rememberTab();
  setAddress(toRead && reading ? reading.dataset.address : '');
};

// --- the chat: a new turn is read from its question on ---

let turns = '';
const showTurn = () => {
  const rows = document.querySelectorAll('#chat .user-row');
  const wrap = document.querySelector('#chat .bubble-wrap');
  const last = rows[rows.length - 1];
  if (!wrap || !last) {
    turns = '';
    return;
  }
  const now = rows.length + (document.querySelector('#chat .pending') ? '…' : '');
  if (now === turns) return;
  turns = now;
  requestAnimationFrame(() => {
    const top = last.getBoundingClientRect().top - wrap.getBoundingClientRect().top;
    wrap.scrollTop += top - 8;
  });
};

const nameThings = () => {
  document.querySelectorAll('#chat a.rate').forEach((link) => {
    link.setAttribute('aria-pressed', link.classList.contains('given') ? 'true' : 'false');
  });
};

let waiting = false;
const afterChange = () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    showCurrent();
    showTurn();
    nameThings();
  });
};

// --- the list of conversations, on a narrow page ---

const toggle = (event) => {
  const button = event.target.closest && event.target.closest('#talks-toggle');
  if (button) document.querySelector('#main').classList.toggle('talks-open');
};

// --- the glossary's search, the self-check ---

const folded = (text) => text.normalize('NFKC').toLowerCase();
const filter = (event) => {
  const field = event.target;
  if (!field.matches || !field.matches('input[data-filter]')) return;
  const list = field.closest('.card').querySelector('.' + field.dataset.filter);
  const wanted = folded(field.value.trim());
  let shown = 0;
  for (const entry of list.children) {
    entry.hidden = !folded(entry.textContent).includes(wanted);
    shown += entry.hidden ? 0 : 1;
  }
  list.nextElementSibling.hidden = shown > 0;
};

const check = (event) => {
  const chosen = event.target;
  if (!chosen.matches || !chosen.matches('.quiz input[data-right]')) return;
  const question = chosen.closest('fieldset');
  const right = chosen.dataset.right === 'yes';
  const verdict = question.querySelector('.verdict');
  verdict.textContent = right ? verdict.dataset.yes : verdict.dataset.no;
  verdict.classList.toggle('right', right);
  question.querySelector('.why').hidden = !right;
};

// --- whether the server answers; what it answers does not matter ---

const LOOK_EVERY = 5000;
const look = async () => {
  let answers = true;
  try {
    await fetch(new URL('healthz', document.baseURI), {cache: 'no-store'});
  } catch (error) {
    answers = false;
  }
  const line = document.querySelector('#offline');
  if (line) line.hidden = answers;
};
if (window.keikakuLook) clearInterval(window.keikakuLook);
window.keikakuLook = setInterval(() => document.hidden || look(), LOOK_EVERY);
if (window.keikakuBack) window.removeEventListener('popstate', window.keikakuBack);
window.keikakuBack = goBack;
window.addEventListener('popstate', goBack);
window.addEventListener('offline', look);
window.addEventListener('online', look);

const listeners = {
  click: [press, copy, toggle, leaveReading],
  keydown: [pressByKey],
  input: [filter],
  change: [check],
};
if (window.keikakuListeners) {
  for (const [name, all] of Object.entries(window.keikakuListeners)) {
    all.forEach((one) => document.removeEventListener(name, one, true));
  }
}
window.keikakuListeners = listeners;
for (const [name, all] of Object.entries(listeners)) {
  all.forEach((one) => document.addEventListener(name, one, true));
}
if (window.keikakuObserver) window.keikakuObserver.disconnect();
window.keikakuObserver = new MutationObserver(afterChange);
window.keikakuObserver.observe(document.body, {
  childList: true, subtree: true, attributes: true, attributeFilter: ['href'],
});
