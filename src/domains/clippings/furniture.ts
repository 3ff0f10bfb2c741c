import { endsAsSentence, wordCount } from './prose.ts'

/** What a piece of a page is when it is no part of the story. `ends`: the story does not go on after it. */
export interface Furniture {
  readonly kind: FurnitureKind
  readonly ends: boolean
}

// biome-ignore format: one list
export type FurnitureKind =
  | 'an appeal' | 'a newsletter sign-up' | 'an advertisement' | 'a sharing button' | 'a menu' | 'the weather' | 'a legal notice' | 'comments'
  | 'related stories' | 'about the writer' | 'tags' | 'a cookie notice' | 'a paywall' | 'a control of the page'

const END = true
const GOES_ON = false

// Whole lines unless the pattern says otherwise. A sentence of a story must not match: every pattern for sentences is about the paper and "you".
// biome-ignore format: a table
const RULES: readonly (readonly [FurnitureKind, boolean, RegExp])[] = [
  ['an advertisement', GOES_ON, /^\W*(?:advertisements?|advertising|ad|sponsored(?: content| by .{1,40})?|paid (?:content|post)|story continues (?:below|after).{0,40}|(?:article|content) continues (?:below|after).{0,40}|scroll to continue.{0,40}|skip (?:ad|advertisement))\W*$/i],
  ['a sharing button', GOES_ON, /^\W*(?:(?:share(?: this)?(?: (?:story|article|page))?|tweet|facebook|twitter|x|email(?: this)?(?: story| article)?|print(?: this)?(?: story| article)?|reddit|linkedin|pinterest|whatsapp|flipboard|copy (?:link|url)|link copied!?|save(?: this)?(?: story| article)?|gift(?: this)? article|sms|text|like|bookmark|more sharing options)(?:\b\W*))+$/i],
  ['a sharing button', GOES_ON, /^(?:share|follow) (?:on|via|by|us on|with)\b.{0,60}$/i],
  ['a control of the page', GOES_ON, /^\W*(?:skip to (?:main )?(?:content|navigation)|menu|search|log ?in|log ?out|sign ?in|register|my account|account|close|open|toggle .{1,30}|back to top|top|next|previous|prev|load more|show more|see more|view (?:all|more|gallery|photos)|enlarge(?: (?:photo|image|this image))?|expand|play(?: video)?|listen(?: to (?:this )?(?:article|story))?|hide caption|toggle caption|buy (?:now|this photo)|featured|editor[’']s pick|top story|order a (?:print|reprint)|text size|font size|e-?edition|today[’']s paper|live tv|watch live|image \d+ of \d+|\d+ of \d+|\d+\/\d+)\W*$/i],
  ['a control of the page', GOES_ON, /^(?:arrow|chevron|caret|icon|hamburger|camera|magnif\w+|active person|user icon|search icon|menu icon|close icon)(?:[- ](?:left|right|up|down|camera|icon|person|circle|solid))*(?: camera)?$/i],
  ['a control of the page', GOES_ON, /^(?:\d+\s*[-–]?\s*min(?:ute)?s? (?:read|to read)|listen · .{1,20}|estimated read(?:ing)? time.{0,20}|(?:published|posted|updated)?:?\s*\d+ (?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?) ago)$/i],
  ['the weather', GOES_ON, /^(?=.*\b(?:cloudy|clouds|sunny|clear|rain|snow|fog|foggy|windy|fair|hazy|smoke|drizzle|showers|overcast|night|humidity|feels like)\b)[^.!?“”]{0,60}-?\d{1,3}\s?°[^.!?“”]{0,40}$/i],
  ['the weather', GOES_ON, /^(?:\S+ ){0,2}-?(?:\d{1,2}|1[0-2]\d)\s?°\s?[FC]?$/i],
  ['the weather', GOES_ON, /^(?:today[’']s (?:weather|forecast)|weather|forecast|(?:partly|mostly) (?:cloudy|sunny|clear)(?: (?:night|day))?|sunny|overcast|high:? -?\d+.{0,20}low:? -?\d+.{0,10})$/i],
  ['a cookie notice', GOES_ON, /\b(?:we|this (?:web)?site|our (?:web)?site|our partners)\b.{0,60}\b(?:use|uses|using|store)\b.{0,40}\bcookies\b/i],
  ['a cookie notice', GOES_ON, /^(?:accept(?: all)?(?: cookies)?|reject(?: all)?|cookie (?:settings|preferences|policy)|manage (?:cookies|preferences)|got it!?|i (?:accept|agree)|by (?:continuing to use|using) (?:this|our) (?:web)?site.{0,200})$/i],
  ['a paywall', GOES_ON, /^(?:this (?:article|story|content) is (?:only )?(?:available (?:only )?(?:to|for)|for|exclusive to|reserved for|free for) .{0,30}(?:subscribers?|members?).{0,80}|subscribers? only.{0,30}|subscriber exclusive|(?:subscribe|sign in|log in|register)\b.{0,60}\b(?:to (?:continue|keep) reading|to read (?:the (?:rest|full)|more)|for (?:full|unlimited) access).{0,60}|(?:you|you[’']ve|you have)\b.{0,40}\b(?:reached|used|read|hit)\b.{0,40}\b(?:free|complimentary|monthly)\b.{0,60}|(?:you have )?\d+ free (?:articles?|stories) (?:left|remaining).{0,40}|already (?:a|have a) subscri.{0,60}|continue reading (?:for|with|by).{0,60}|to (?:continue|keep) reading.{0,80}|(?:unlock|get) (?:this|unlimited|full)\b.{0,40}\b(?:article|access).{0,60})$/i],
  ['a newsletter sign-up', GOES_ON, /^(?:(?:sign up|subscribe|register)\b.{0,60}\b(?:newsletters?|alerts?|updates?|email list|headlines|inbox)\b.{0,120}|get (?:the|our|your|all)\b.{0,100}\b(?:delivered|sent|straight|right|in|to)\b.{0,30}\b(?:inbox|newsletter|email|phone)\b.{0,120}|(?:newsletters?|free newsletters?|email (?:newsletters?|alerts?)|breaking news alerts|your email(?: address)?|enter your email.{0,40}|email address|thank you for subscribing.{0,30}|success!? .{0,60}subscrib.{0,30}|by (?:signing up|subscribing|clicking).{0,50}\byou (?:agree|accept)\b.{0,160}|daily headlines|unsubscribe.{0,40}))$/i],
  ['a newsletter sign-up', GOES_ON, /\bdelivered (?:straight |right |directly )?to your (?:inbox|email|phone|door)\b/i],
  ['an appeal', GOES_ON, /^(?:local|independent|quality|good|community|strong|public-service) (?:journalism|news|reporting) (?:is|matters|needs|depends|costs|takes|can[’']t)\b.{0,120}$/i],
  ['an appeal', GOES_ON, /^(?:(?:please )?(?:give|donate|contribute)\b.{0,80}\b(?:now|today|here|directly|to (?:the )?.{0,40}(?:fund|journalism|newsroom|newspaper|forums?)|to support)\b|support (?:local|our|the|independent|quality)\b.{0,40}\b(?:journalism|journalists|newsroom|reporting|news|paper|newspaper)\b|(?:please )?(?:become|consider becoming) a (?:member|subscriber|supporter|sustaining)|(?:please )?consider (?:a (?:gift|donation)|donating|supporting|subscribing|making)|subscribe (?:now|today|here|for|to (?:the )?.{0,40})\b|(?:subscribe|donate|join|give|support us)\W*$|make a (?:gift|donation|contribution)|your (?:support|gift|donation|subscription|contribution)\b.{0,60}\b(?:helps?|makes?|keeps?|funds?|means|is)\b|help (?:us|support|keep|fund)\b.{0,60}\b(?:journalism|reporting|news|newsroom|reporters|journalists)\b|start your subscription|special offer\b|(?:get )?(?:unlimited|full) digital access|\$\d+(?:\.\d\d)? (?:for|a) .{0,30}(?:subscribe|month|weeks|year).{0,20}$)/i],
  ['an appeal', GOES_ON, /\b(?:not tax[- ]deductible|tax[- ]deductible (?:gift|donation|contribution)s?|easy options below|matching[- ]grant funds|gifts processed in this system)\b/i],
  ['related stories', GOES_ON, /^\W*(?:related|related (?:stories|story|articles?|content|coverage|links?|news|topics|posts)|read (?:more|next|also|the full story)|see also|more on this (?:story|topic)|also read|in case you missed it|don[’']t miss|keep reading|continue reading|click here.{0,40}|full coverage|from the archives?)\W*$/i],
  ['related stories', GOES_ON, /^(?:related|read more|read also|read next|see also|also read|more|watch|listen|photos|video|gallery|in case you missed it|icymi|don[’']t miss)\s*[:»>|]\s*(?=\S).{0,200}(?<![.?!][”"’]?)$/i],
  ['related stories', END, /^\W*(?:most (?:popular|read|viewed|commented|shared|recent|e-?mailed)(?: (?:stories|articles|news|in .{1,30}))?|trending(?: (?:now|stories|today))?|popular (?:stories|now|in .{1,30})|top (?:stories|headlines)|latest (?:news|stories|headlines|from .{1,40}|in .{1,30})|more (?:from|in|news|stories|headlines|local|on) ?.{0,50}|you (?:may|might) (?:also )?(?:like|be interested in).{0,20}|recommended(?: (?:for you|stories|reading|by .{1,20}))?|what to read next|up next|editors?[’']?s? picks?|today[’']s (?:top )?(?:headlines|stories)|around the web|from our partners|other stories|stories you might like|previous story|next story|previous post|next post|post navigation)\W*$/i],
  ['comments', END, /^\W*(?:\d+ (?:comments?|responses?|repl(?:y|ies))|comments?(?: ?\(\d+\)| section| policy| are closed\.?| off)?|(?:view|show|read|hide|see|post|add|leave)(?: all| the| a| your)? ?(?:\d+ )?(?:comments?|repl(?:y|ies))|join the (?:conversation|discussion)|log in to comment|leave a (?:reply|comment)|conversation|be the first to comment.{0,20}|comments powered by .{1,30}|report (?:an? )?(?:error|typo).{0,30})\W*$/i],
  ['comments', END, /^(?:welcome to the discussion|keep it clean|please (?:log in|sign in|register).{0,40}comment|commenting (?:is|has been) .{0,60}|post a comment as .{0,40})/i],
  ['a legal notice', END, /^(?:(?:copyright|©|\(c\))\s*(?:©|\(c\)|\d{4}|the )|©|all (?:contents )?rights reserved|(?:.{0,80}\b)?all rights reserved\b.{0,160}$|this material may not be (?:published|reproduced).{0,160}|(?:terms of (?:use|service)|privacy policy|privacy|terms(?: of use)?|contact us|about us|advertise(?: with us)?|help|faq|site ?map|careers|accessibility|do not sell .{1,40}|subscriber services|customer service|manage (?:your )?subscription|archives?|rss|powered by .{1,40}|(?:distributed|visit).{0,20}\b(?:by|at) .{0,30}(?:tribune content|tribune news|tca|www\.).{0,60})$)/i],
  ['tags', GOES_ON, /^(?:tags?|topics?|filed under|categories|category|keywords|posted in|tagged(?: with| as)?|labels|more about)\s*:?(?:\s.{0,200}(?<!\.))?$/i],
  ['about the writer', GOES_ON, /^(?:about the (?:author|writer|reporter|columnist)s?\b.{0,60}$|contact (?:the (?:writer|reporter|editor)|him|her|them|[A-Z]\w+(?: [A-Z]\w+)?) (?:at|by|via)\b)/i],
  ['about the writer', GOES_ON, /^(?:[A-Z]\p{L}+(?:[ -][A-Z]\p{L}*\.?){0,4}|he|she|they|the writer|the reporter|you)\s+(?:can|may) be (?:reached|contacted|emailed|followed) (?:at|by|on|via|through)\b/iu],
  ['about the writer', GOES_ON, /^(?:follow|reach|email|e-mail)\s+(?:him|her|them|me|the reporter|[A-Z]\p{L}+(?: [A-Z]\p{L}+){0,2})\s+(?:on|at|@)/u],
  ['about the writer', GOES_ON, /^(?:.{3,60}(?:,|\s[-–—|:])\s*)?[\w.+-]+@[\w-]+\.[\w.-]+(?:\s*[|,;/]\s*(?:\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|@\w+))?$/],
]

// The longest piece that any rule is about; a story's longer paragraph is never furniture.
const FURNITURE_MAX = 900

/** What kind of furniture a line or paragraph is, or undefined when it may be the story's. */
export function furnitureOf(text: string): Furniture | undefined {
  if (text.length > FURNITURE_MAX || text === '') return undefined
  // No letter or figure at all: a rule, a row of dots.
  if (!/[\p{L}\p{N}]/u.test(text)) return { kind: 'a control of the page', ends: GOES_ON }
  const line = text.replace(/\s+/g, ' ')
  const rule = RULES.find(([, , pattern]) => pattern.test(line))
  if (!rule) return undefined
  // An end mark of many words that reads as a sentence is more likely the story's.
  const ends =
    rule[1] && !(endsAsSentence(line) && wordCount(line) > 12 && rule[0] !== 'a legal notice' && rule[0] !== 'comments')
  return { kind: rule[0], ends }
}

/** "Jane Doe is a professor of history at ...", where the page says that Jane Doe wrote it. */
export function isAboutWriter(text: string, writers: readonly string[]): boolean {
  if (text.length > 700) return false
  return writers.some((name) => {
    if (name === '' || !text.toLowerCase().startsWith(name.toLowerCase())) return false
    return /^,?\s*(?:who\b.{0,80})?\s*(?:is|was|has been|covers|writes|lives|works|reports|teaches|can be|joined)\b/i.test(
      text.slice(name.length),
    )
  })
}
