/// What pages call the things that stand around an article, as parts of class names and ids. `SOFT` names are those that now and then name the
/// article too (`meta`, `tools`, `info`): they count only for what is short.
const words = (list: string): RegExp => new RegExp(`(?:^|[\\s_-])(?:${list.trim().split(/\s+/).join("|")})(?:$|[\\s_-]|\\d)`)

export const NOT_TEXT = words(`
  shares? sharing social socials sharethis addtoany shr related relateds recommended recommend recommendations recirc alsoread readalso also readmore
  similar newsletter newsletters subscribe subscription promo sponsor sponsored sponsors ad ads adv advert adverts advertisement advertising adslot banner banners
  cookie cookies consent gdpr comments? commentlist comment-list cmts? cmnt disqus fbcomments tagcloud breadcrumbs? crumbs authorbox author-box about-author
  writer-box bio caption captions wp-caption-text pullquote pull-quote poll polls vote trending popular mostread most sidebar side rail widget widgets
  footer foot copyright copyrights rights navbar nav nv menu menus mainmenu topnav pagination pager pages ticker reactions? reaction suggestions? sugg
  latest follow disclaimer trust gallery-item breaking modal popup masthead skip closed op readers others similar archive blogarchive`)

export const SOFT = words(`
  meta info tools toolbar tool share date time timestamp published posted byline author writer source src tags tag keywords kw labels print fontsize font-size credit
  credits sign editor editors end when dateline by by-line`)

const HEADINGS =
  /^(?:\(?\d*\)?\s*)?(?:ال)?(?:تعليقات|تعليق|آراء القراء|شارك برأيك|أضف تعليقا?|مقالات ذات صلة|أخبار ذات صلة|مواضيع ذات صلة|موضوعات ذات صلة|مواد ذات صلة|ذات صلة|مواضيع متعلقة|أخبار متعلقة|اقرأ أيضا|إقرأ أيضا|اقرأ المزيد|إقرأ المزيد|الأكثر قراءة|أكثر قراءة|الأكثر مشاهدة|الأكثر رواجا|أكثر الأخبار رواجا|قد يعجبك أيضا|قد يهمك|قد يهمك أيضا|شاهد أيضا|مختارات|ترشيحاتنا|المزيد من|مواضيع مشابهة|آخر الأخبار|أحدث الأخبار|الوسوم|كلمات مفتاحية|الكلمات المفتاحية)(?:\s*\(?\d*\)?)?\s*[:：]?$/

/// Whether a line opens what stands below the article: «التعليقات (14)», «مقالات ذات صلة».
export const isHeadingOf = (text: string): boolean =>
  text.length < 40 &&
  (HEADINGS.test(text.replace(/[\u064b-\u0652\u0640]/g, "").trim()) ||
    /^\d+\s+(?:تعليقات|تعليقا|تعليق)\s*:?$/.test(text.replace(/[\u064b-\u0652\u0640]/g, "")))

/// A line that is no sentence: short, and nothing closes it.
export const isLine = (text: string): boolean => text.length < 120 && !/[.!؟…»"]$/.test(text)
