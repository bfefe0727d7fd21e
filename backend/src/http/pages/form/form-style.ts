/** The firm's look as in its proposals; dark where the visitor's device is. */
export const formStyle = `:root{color-scheme:light dark;--ink:#1c2733;--quiet:#56636f;--paper:#fff;--ground:#eef2f5;--firm:#0f4c5c;--on-firm:#fff;--soft:#e3eef1;--line:#c3ced6;--edge:#75838f;--bad:#a5262b;--bad-soft:#fdecec;--gold:#b88a2e}
@media (prefers-color-scheme:dark){:root{--ink:#e7edf2;--quiet:#a9b7c2;--paper:#1a232b;--ground:#11181e;--firm:#7cc6d6;--on-firm:#0b2229;--soft:#213641;--line:#3a4854;--edge:#8394a1;--bad:#ff9c9c;--bad-soft:#3a2225;--gold:#d9b25f}}
*{box-sizing:border-box}html{scroll-padding:1rem}body{margin:0;font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink);background:var(--ground)}
header{display:flex;flex-wrap:wrap;gap:.15rem 1rem;align-items:baseline;max-width:42rem;margin:0 auto;padding:1.1rem 1.25rem .9rem}
.brand{font-weight:700;font-size:1.15rem;letter-spacing:.02em;color:var(--firm);text-decoration:none}header span{color:var(--quiet);font-size:.85rem}
.page{max-width:42rem;margin:0 auto;padding:0 0 2rem}
main{background:var(--paper);border:1px solid var(--line);border-top:4px solid var(--firm);padding:1.5rem clamp(1.15rem,4.5vw,2.5rem) 2rem}
h1{font-size:1.55rem;line-height:1.2;margin:.4rem 0 .5rem;letter-spacing:-.01em;text-wrap:balance}h1:focus{outline:none}h2{font-size:1.1rem;margin:1.75rem 0 .5rem;color:var(--firm)}
p{margin:.4rem 0}a{color:var(--firm)}.lead{font-size:1.05rem}.intro,.hint,.more{color:var(--quiet);font-size:.92rem}
.progress{display:flex;align-items:center;gap:.75rem}.progress p{margin:0;white-space:nowrap;font-size:.85rem;font-weight:600;color:var(--quiet)}
progress{appearance:none;-webkit-appearance:none;width:100%;height:6px;border:0;border-radius:3px;background:var(--soft);overflow:hidden}progress::-webkit-progress-bar{background:var(--soft)}progress::-webkit-progress-value{background:var(--gold)}progress::-moz-progress-bar{background:var(--gold)}
fieldset{border:0;margin:0;padding:0;min-width:0}.q{margin:1.5rem 0 0}legend,.q>label{display:block;padding:0;font-weight:600}.opt{font-weight:400;color:var(--quiet)}.hint{margin:.1rem 0 0}
input:not([type=radio],[type=checkbox]),textarea{display:block;width:100%;font:inherit;min-height:3rem;margin-top:.4rem;padding:.6rem .75rem;color:var(--ink);background:var(--paper);border:1px solid var(--edge);border-radius:6px}
.chips{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.55rem}.chip{position:relative;display:flex}
.chip input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.chip span{display:block;min-height:2.75rem;padding:.55rem 1.05rem;border:1px solid var(--edge);border-radius:6px;background:var(--paper);line-height:1.45}
.chip small{display:block;color:var(--quiet);font-size:.85rem;line-height:1.35}
.chip:hover span{border-color:var(--firm)}.chip input:checked+span{border-color:var(--firm);background:var(--soft);box-shadow:inset 0 0 0 1px var(--firm)}
.chip input:checked+span::after{content:"✓";position:absolute;top:.05rem;right:.3rem;font-size:.7rem;font-weight:700;color:var(--firm)}
.chip input:focus-visible+span{outline:3px solid var(--firm);outline-offset:2px}
.cards{display:grid;grid-template-columns:1fr}.cards .chip span{width:100%;font-weight:600;padding-right:1.75rem}.cards .chip small{font-weight:400}
@media (min-width:32rem){.cards{grid-template-columns:1fr 1fr}}
details{margin-top:1rem;border:1px solid var(--line);border-radius:6px;padding:0 1rem}details[open]{padding-bottom:1.25rem}summary{cursor:pointer;font-weight:600;color:var(--firm);padding:.8rem 0}summary+.q{margin-top:.5rem}
.tick{margin-top:1.5rem}.tick label{display:grid;grid-template-columns:1.5rem 1fr;gap:.75rem;font-size:.92rem;line-height:1.45;cursor:pointer}.tick input{width:1.5rem;height:1.5rem;margin:0;accent-color:var(--firm)}.more{margin:.5rem 0 0 2.25rem}
.bad>.problem,.problem{color:var(--bad);font-weight:600;font-size:.92rem;margin:.25rem 0 0}.bad input:not([type=radio],[type=checkbox]),.bad textarea{border-color:var(--bad);box-shadow:inset 0 0 0 1px var(--bad)}.bad{border-left:3px solid var(--bad);padding-left:.85rem}
.summary{border:2px solid var(--bad);border-radius:6px;background:var(--bad-soft);padding:.75rem 1rem;margin-bottom:1.25rem}.summary h2{margin:0 0 .25rem;color:var(--bad)}.summary ul{margin:0;padding-left:1.2rem}.summary li{margin:.3rem 0}.summary a{color:var(--bad)}
.good input:not([type=radio],[type=checkbox]){border-color:var(--firm)}.read{color:var(--quiet);font-size:.92rem;margin:.25rem 0 0}
.resumed{background:var(--soft);border-radius:6px;padding:.6rem .9rem}.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
.actions{display:flex;flex-direction:column;gap:.75rem;margin-top:2rem}button,.button{font:inherit;font-weight:600;min-height:3.1rem;padding:.7rem 1.5rem;border-radius:6px;border:1px solid var(--firm);background:none;color:var(--firm);cursor:pointer;text-align:center;text-decoration:none}
.main,.button{background:var(--firm);color:var(--on-firm)}.button{display:inline-block}button:hover,.button:hover{filter:brightness(1.1)}button[disabled]{opacity:.65;cursor:progress}
:focus-visible{outline:3px solid var(--firm);outline-offset:2px}.next{font-size:1.15rem}
aside{padding:1.5rem clamp(1.15rem,4.5vw,2.5rem)}aside ul{list-style:none;margin:0;padding:0;display:grid;gap:1.1rem}aside strong{display:block;color:var(--firm)}aside li{border-left:3px solid var(--gold);padding-left:.9rem}aside span{color:var(--quiet);font-size:.95rem}
footer{max-width:42rem;margin:0 auto;padding:0 1.25rem 2.5rem;font-size:.9rem}
@media (min-width:46rem){main{border-radius:6px}.page{padding:0 1.25rem 2rem}.actions{flex-direction:row-reverse;justify-content:space-between}}
@media (min-width:60rem){header,footer{max-width:66rem}.page.wide{max-width:66rem;display:grid;grid-template-columns:minmax(0,1fr) 18rem;gap:2rem;align-items:start}aside{padding:2.5rem 0}h1{font-size:1.8rem}}
`;
