/** What a request to the split tells of who sent it. */
export interface Caller {
  readonly method: string;
  readonly userAgent: string;
  /** `Sec-Purpose`, and the older `Purpose` and `X-Moz`: a browser that fetches ahead says so here. */
  readonly purpose: string;
}

/**
 * Robots, link previews and pages fetched ahead see the page but are in no arm (R3.4). The browsers inside Facebook, Instagram and
 * WhatsApp (`FBAN`, `FBAV`, `Instagram`) are people: most visitors of an advertisement come in one.
 */
export const isPerson = ({ method, userAgent, purpose }: Caller): boolean =>
  method === 'GET' && userAgent.trim() !== '' && !isAhead(purpose) && !robot.test(userAgent);

const isAhead = (purpose: string): boolean => /prefetch|prerender|preview/iu.test(purpose);

/** `WhatsApp/2` is its preview; its own browser sends the phone's, which names no such version first. */
const robot =
  /facebookexternalhit|facebot|facebookcatalog|meta-external|meta-webindexer|^WhatsApp\/|TelegramBot|Slackbot|Slack-ImgProxy|Twitterbot|LinkedInBot|Discordbot|SkypeUriPreview|Pinterestbot|Googlebot|Google-InspectionTool|GoogleOther|AdsBot|Mediapartners-Google|bingbot|BingPreview|adidxbot|Applebot|DuckDuckBot|YandexBot|Baiduspider|AhrefsBot|SemrushBot|PetalBot|Bytespider|GPTBot|ClaudeBot|HeadlessChrome|Lighthouse|^curl\/|^Wget\/|^python-|^Go-http-client|^axios\/|^node$/iu;
