import { expect, test } from '@jest/globals';
import { isPerson } from '../../../domain/experiment/is-person.js';

const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const android =
  'Mozilla/5.0 (Linux; Android 15; SM-A156M Build/AP3A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36';

test.each([
  ['a phone', `${safari} Version/18.5 Mobile/15E148 Safari/604.1`],
  ["Facebook's browser on an iPhone", `${safari} Mobile/22F76 [FBAN/FBIOS;FBAV/520.0.0.38.101]`],
  ["Facebook's browser on Android", `${android} [FB_IAB/FB4A;FBAV/520.0.0.38.101;]`],
  ["Instagram's browser", `${safari} Mobile/22F76 Instagram 385.0.0.47.74 (iPhone15,2)`],
  ["WhatsApp's browser", `${android} WhatsApp/2.25.20`],
  ['a desktop', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:142.0) Gecko/20100101 Firefox/142.0'],
  ['somebody whose name holds no robot', `${android} Cubot`],
])('%s is a person (R3.4)', (_name, userAgent) => {
  expect(isPerson({ method: 'GET', userAgent, purpose: '' })).toBe(true);
});

test.each([
  ['facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)'],
  ['Facebot'],
  ['meta-externalagent/1.1'],
  ['meta-externalfetcher/1.1'],
  ['WhatsApp/2.23.20.0'],
  ['TelegramBot (like TwitterBot)'],
  ['Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)'],
  ['Twitterbot/1.0'],
  ['LinkedInBot/1.0 (compatible; Mozilla/5.0)'],
  ['Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)'],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
  ['AdsBot-Google (+http://www.google.com/adsbot.html)'],
  ['Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)'],
  [''],
  ['   '],
])('%p is no person (R3.4)', (userAgent) => {
  expect(isPerson({ method: 'GET', userAgent, purpose: '' })).toBe(false);
});

test.each([
  ['a question for the head alone', 'HEAD', ''],
  ['a page fetched ahead', 'GET', 'prefetch'],
  ['a page drawn ahead', 'GET', 'prefetch;prerender'],
  ['a preview', 'GET', 'preview'],
])('%s is counted in no arm (R3.4)', (_name, method, purpose) => {
  expect(isPerson({ method, userAgent: safari, purpose })).toBe(false);
});
