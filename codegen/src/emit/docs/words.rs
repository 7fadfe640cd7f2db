//! The words of the pages themselves: what stands around the document's own text, in English and in Simplified Chinese.
//!
//! One row a word, so that a translation cannot lack one. Sentences hold `{key}`-like slots, which the view fills. None of
//! the texts means anything to HTML or Markdown.

use serde::Serialize;

macro_rules! words {
    ($($name:ident: $english:literal, $chinese:literal;)+) => {
        /// Every word of one language.
        #[derive(Debug, PartialEq, Eq, Serialize)]
        pub(super) struct Words {
            $(pub(super) $name: &'static str,)+
        }

        const ENGLISH: Words = Words { $($name: $english,)+ };
        const CHINESE: Words = Words { $($name: $chinese,)+ };
    };
}

words! {
    skip: "Skip to content", "跳到正文";
    contents: "Contents", "目录";
    language: "Language", "语言";
    base_url: "Base URL", "基础地址";
    relative: "relative to the address of the server", "相对于服务器地址";
    not_stated: "not stated", "未注明";
    variable: "Variable", "变量";
    values: "Values", "取值";
    authentication: "Authentication", "鉴权";
    credential: "Credential", "凭据";
    scheme: "Scheme", "方式";
    sent_as: "Sent as", "发送方式";
    environment_variable: "Environment variable", "环境变量";
    no_credential: "none needed", "无需凭据";
    no_credentials: "No operation needs a credential.", "所有操作都无需凭据。";
    and: "and", "和";
    or: "or", "或";
    with_scopes: "{name} (scopes {scopes})", "{name}（权限 {scopes}）";
    bearer: "Bearer token", "Bearer 令牌";
    basic: "User name and password", "用户名和密码";
    api_key: "API key", "API Key";
    http_scheme: "HTTP authentication", "HTTP 鉴权";
    mutual_tls: "Client certificate (mutual TLS)", "客户端证书（双向 TLS）";
    with_certificate: "in the TLS handshake", "TLS 握手时出示";
    user_password: "user:password in Base64", "用户名:密码，Base64 编码";
    setup: "Setup", "准备";
    setup_note: "Every example assumes this.", "以下示例都以此为前提。";
    all_operations: "All operations", "操作一览";
    operation: "Operation", "操作";
    endpoint: "Endpoint", "接口";
    summary: "Summary", "说明";
    effect: "Effect", "作用";
    pages: "Pages", "翻页";
    more: "More", "更多";
    source: "Source", "来源";
    parameters: "Parameters", "参数";
    no_parameters: "None.", "无。";
    name: "Name", "名称";
    location: "In", "位置";
    path: "path", "路径";
    query: "query", "查询串";
    header: "header", "请求头";
    cookie: "cookie", "Cookie";
    body: "body", "请求体";
    kind: "Type", "类型";
    required: "required", "必填";
    optional: "optional", "可选";
    need: "Required", "必填";
    description: "Description", "说明";
    request_body: "Request body", "请求体";
    returns: "Returns", "返回";
    no_responses: "No response is documented.", "没有记载响应。";
    status: "Status", "状态码";
    any_other: "any other", "其他";
    no_body: "no body", "无响应体";
    response_headers: "Response headers", "响应头";
    errors: "Errors", "错误";
    no_errors: "No error is documented.", "没有记载错误。";
    codes: "Codes", "错误码";
    code: "Code or type", "错误码或类型";
    when: "When", "何时";
    wherever: "Where", "何处";
    everywhere: "all operations", "所有操作";
    everywhere_but: "all operations but", "所有操作，除了";
    example: "Example", "示例";
    discrepancies: "Discrepancies", "文档出入";
    discrepancies_note: "What the API's own pages contradict or leave out. Nothing here is corrected in silence.",
        "API 自己的页面互相矛盾或没有说明之处。这里不作任何不声明的更正。";
    discrepancies_document: "Concerning the document as a whole", "涉及整份文档";
    documented_as: "As documented", "原文";
    undocumented: "Undocumented operations", "未记载的操作";
    undocumented_note: "Known by name only: the API's pages mention them without saying how they are called.",
        "仅知其名：API 的页面提到了它们，但没有说明如何调用。";
    group: "Group", "分组";
    method: "Method", "方法";
    skipped: "Operations left out", "未收录的操作";
    skipped_note: "The document has these as well; they could not be expressed.", "文档中还有以下操作，但无法表达。";
    place: "Place", "位置";
    reason: "Reason", "原因";
    models: "Models", "数据模型";
    rust_type: "Rust type", "Rust 类型";
    no_fields: "No field is documented.", "没有记载字段。";
    further: "Further fields", "其他字段";
    further_refused: "refused", "不接受";
    one_of: "One of", "以下之一";
    told_by: "told apart by", "区分字段";
    same_as: "Same as", "等同于";
    value: "Value", "值";
    deprecated: "deprecated", "已弃用";
    inferred: "deduced, not documented", "推断所得，文档未注明";
    inferred_operation: "The name of the operation is deduced, not documented.", "操作名为推断所得，文档未注明。";
    read_only: "only in responses", "仅在响应中";
    write_only: "only in requests", "仅在请求中";
    secret: "secret, not to be logged", "机密，请勿记入日志";
    nullable: "may be null", "可为 null";
    default: "Default", "默认值";
    unit: "Unit", "单位";
    minimum: "At least", "最小";
    maximum: "At most", "最大";
    more_than: "More than", "大于";
    less_than: "Less than", "小于";
    multiple_of: "Multiple of", "倍数";
    min_length: "Characters, at least", "最少字符数";
    max_length: "Characters, at most", "最多字符数";
    pattern: "Pattern", "格式";
    min_items: "Items, at least", "最少项数";
    max_items: "Items, at most", "最多项数";
    unique_items: "no item twice", "各项不重复";
    min_properties: "Entries, at least", "最少条目数";
    max_properties: "Entries, at most", "最多条目数";
    colon: ": ", "：";
    open: " (", "（";
    close: ")", "）";
    fields_as: "Fields as in {name}", "字段同 {name}";
    labelled: "{word}: {value}", "{word}：{value}";
    effect_read: "Changes nothing. It may be repeated.", "不作任何改动，可以重复调用。";
    effect_keyed: "May be repeated: sending it again has the effect of sending it once.", "可以重复调用：多次发送与发送一次效果相同。";
    effect_keyed_key: "Changes something, once per idempotency key: send {key} ({place}), and the same one with a repeat.",
        "每个幂等键只生效一次：请发送 {key}（{place}），重试时沿用同一个值。";
    effect_once: "Changes something each time. Do not repeat it blindly.", "每次调用都会生效，请勿盲目重试。";
    effect_once_key: "Changes something each time, unless the idempotency key {key} ({place}) is sent and repeated with it.",
        "每次调用都会生效；发送幂等键 {key}（{place}）并在重试时沿用，方可避免重复生效。";
    effect_money: "Can move money, and takes no idempotency key: a repeat may move it again.",
        "可能涉及资金，且没有幂等键：重复调用可能再次产生资金变动。";
    effect_money_key: "Can move money. Only the idempotency key {key} ({place}) makes a repeat harmless.",
        "可能涉及资金。只有沿用同一个幂等键 {key}（{place}），重复调用才是安全的。";
    reconcile: "If its answer is lost, {operation} tells whether it was carried out.",
        "若未收到响应，可通过 {operation} 确认是否已执行。";
    paged: "The answer's {items} holds one page.", "{items} 是一页内容。";
    paged_limit: "The answer's {items} holds one page of at most {limit}.", "{items} 是一页内容，条数不超过 {limit}。";
    paged_list: "The answer is one page.", "返回一页内容。";
    paged_list_limit: "The answer is one page of at most {limit}.", "返回一页内容，条数不超过 {limit}。";
    paged_cursor: "While {next} is there, send its value as {cursor} for the next one.",
        "只要还有 {next}，就将其值作为 {cursor} 发送以取得下一页。";
    paged_last: "For the next one, send {next} of its last item as {cursor}.",
        "将最后一项的 {next} 作为 {cursor} 发送以取得下一页。";
    paged_offset: "For the next one, send the number of items so far as {cursor}. An empty page is the end.",
        "将已取得的项数作为 {cursor} 发送以取得下一页；空页表示结束。";
    paged_offset_total: "For the next one, send the number of items so far as {cursor}; {next} says how many there are in all.",
        "将已取得的项数作为 {cursor} 发送以取得下一页；{next} 是总项数。";
    paged_number: "For the next one, send its number as {cursor}. An empty page is the end.",
        "将页码作为 {cursor} 发送以取得下一页；空页表示结束。";
    paged_number_pages: "For the next one, send its number as {cursor}; {next} says how many there are.",
        "将页码作为 {cursor} 发送以取得下一页；{next} 是总页数。";
    paged_link: "{next} is the address of the next one, while there is one.", "{next} 是下一页的地址，没有下一页时不出现。";
    paged_link_header: "The header {next} links to the next one, while there is one.", "响应头 {next} 指向下一页，没有下一页时不出现。";
    webhooks: "Webhooks and callbacks", "Webhook 与回调";
    webhooks_note: "Requests that the API sends. Whoever receives them decides on the address, and answers as stated.",
        "由 API 发出的请求。地址由接收方决定，并按所列方式应答。";
    callbacks: "Callbacks", "回调";
    origin: "Sent for", "来由";
    callback_of: "{name}, asked for by {operation}", "{name}，由 {operation} 约定";
    links: "What may follow", "后续操作";
    link_to: "{operation}: {fed}", "{operation}：{fed}";
    link_feed: "{parameter} is {value} of this answer", "{parameter} 取自本响应的 {value}";
    link_text: "{parameter} is {value}", "{parameter} 为 {value}";
    paged_more: "It is the last one where {more} is {no}.", "{more} 为 {no} 时即为最后一页。";
}

impl Words {
    /// The words for a language tag (BCP 47); English where there are none of its own.
    pub(super) fn of(language: &str) -> &'static Self {
        let tag = language.to_ascii_lowercase();
        match tag.as_str() {
            "zh" | "zh-cn" | "zh-sg" => &CHINESE,
            _ if tag.starts_with("zh-hans") => &CHINESE,
            _ => &ENGLISH,
        }
    }
}

/// What a language calls itself, or its tag where that is not known here.
pub(super) fn own_name(language: &str) -> &str {
    match language {
        "en" => "English",
        "zh" | "zh-CN" | "zh-SG" | "zh-Hans" => "简体中文",
        other => other,
    }
}

/// The sentence with its slots filled, once: braces in a value stay as they are.
pub(super) fn fill(sentence: &str, slots: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(slots.iter().find(|(slot, _)| *slot == name).map_or("", |(_, value)| value));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_without_words_fall_back() {
        assert_eq!(Words::of("zh-CN").parameters, "参数");
        assert_eq!(Words::of("zh-Hans-SG").parameters, "参数");
        for other in ["zh-TW", "fr", "en-GB", ""] {
            assert_eq!(Words::of(other).parameters, "Parameters");
        }
    }

    #[test]
    fn slots_are_filled() {
        let said = fill(ENGLISH.effect_money_key, &[("key", "`k`"), ("place", "body")]);
        assert_eq!(said, "Can move money. Only the idempotency key `k` (body) makes a repeat harmless.");
        assert_eq!(fill("{a}{b}", &[("a", "{b}"), ("b", "c")]), "{b}c");
    }
}
