/** The firm's look, on screen and paper; dark where the reader's device is. */
export const proposalStyle = `:root{color-scheme:light dark;--ink:#1c2733;--quiet:#56636f;--paper:#fff;--ground:#eef2f5;--firm:#0f4c5c;--line:#d5dde3;--good:#1d6b45;--bad:#a5262b}
@media (prefers-color-scheme:dark){:root{--ink:#e7edf2;--quiet:#a3b1bd;--paper:#1a232b;--ground:#11181e;--firm:#7cc6d6;--line:#33414c;--good:#7fd1a5;--bad:#ff9c9c}}
*{box-sizing:border-box}body{margin:0;font:17px/1.6 system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--ink);background:var(--ground)}
header{padding:1.25rem 1.25rem 0;max-width:46rem;margin:0 auto;font-weight:700;letter-spacing:.04em;color:var(--firm)}
main{max-width:46rem;margin:.75rem auto 3rem;padding:2rem clamp(1.25rem,5vw,3rem) 2.5rem;background:var(--paper);border:1px solid var(--line);border-top:4px solid var(--firm);border-radius:6px}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .75rem}h2{font-size:1.1rem;margin:1.75rem 0 .5rem;color:var(--firm)}
.to{margin:0}.quiet{color:var(--quiet);font-size:.9rem;margin:.25rem 0 1rem}ul{margin:0;padding-left:1.25rem}li{margin:.25rem 0}
.amount{border-top:1px solid var(--line);margin-top:2rem}.figure{font-size:2rem;font-weight:700;margin:0;font-variant-numeric:tabular-nums}
details{margin-top:1.25rem}summary{cursor:pointer;font-weight:600;padding:.5rem 0}
dl{margin:0}dl div{display:grid;grid-template-columns:1fr 1fr;gap:.25rem 1rem;padding:.4rem 0;border-bottom:1px solid var(--line)}dt{color:var(--quiet)}dd{margin:0}
.answer{margin-top:2rem}button{font:inherit;font-weight:600;padding:.8rem 1.5rem;border-radius:6px;border:1px solid var(--firm);background:none;color:var(--firm);cursor:pointer}
.yes{width:100%;background:var(--firm);color:var(--paper)}label{display:block;font-weight:600;margin:.5rem 0}
textarea{width:100%;font:inherit;padding:.6rem;border:1px solid var(--quiet);border-radius:6px;background:var(--paper);color:var(--ink);margin-bottom:.75rem}
:focus-visible{outline:3px solid var(--firm);outline-offset:2px}.done{color:var(--good);font-weight:600}.problem{color:var(--bad);margin:.25rem 0}
.print{margin:2rem 0 0}
@media print{body{background:#fff;font-size:11pt}main{border:0;margin:0;padding:0;max-width:none}.answer,.print{display:none}details>dl{display:block}}
`;

/**
 * Tells the companion that the page is in sight, and for how long; nothing else, and nobody else. The executive's own look
 * is not counted: their link ends in #vista.
 */
export const proposalScript = `(function () {
  var print = document.querySelector('[data-print]');
  if (print) { print.hidden = false; print.addEventListener('click', function () { window.print(); }); }
  if (location.hash === '#vista' || !navigator.sendBeacon) return;
  var visit = Math.random().toString(36).slice(2, 12) + Date.now().toString(36);
  var seconds = 0;
  function tell() {
    navigator.sendBeacon(location.pathname, new URLSearchParams({ visit: visit, seconds: String(seconds) }));
  }
  setInterval(function () {
    if (document.visibilityState !== 'visible') return;
    seconds += 1;
    if (seconds === 1 || seconds % 30 === 0) tell();
  }, 1000);
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState === 'hidden' && seconds > 0) tell();
  });
})();
`;
