//! The sheets before the questions: 表紙 and 記入要領.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// The cover: title, addressee, and what the respondent fills in about itself.
pub(super) fn cover(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("表紙")?.set_screen_gridlines(false);
    sheet.set_column_width(0, 3)?.set_column_width(1, 20)?.set_column_width(2, 46)?;
    let title = Format::new().set_bold().set_font_size(18).set_align(FormatAlign::Center);
    sheet.merge_range(2, 1, 2, 2, "クラウドサービス安全対策チェックシート", &title)?;
    sheet.write_with_format(4, 2, "株式会社サンプル銀行　システムリスク管理部", &right())?;
    let label = Format::new().set_border(FormatBorder::Thin).set_background_color("D9E1F2");
    let blank = Format::new().set_border(FormatBorder::Thin);
    let fields = [
        ("対象サービス", "COMPANY on Cloud Managed Service"),
        ("回答期限", "2025年11月28日"),
        ("貴社名", ""),
        ("ご回答部署", ""),
        ("ご記入者", ""),
        ("ご記入日", ""),
    ];
    for (row, (name, value)) in (6..).zip(fields) {
        sheet.write_with_format(row, 1, name, &label)?;
        sheet.write_with_format(row, 2, value, &blank)?;
    }
    sheet.write(13, 1, "本書の内容は、貴社サービスの利用可否の審査にのみ使用します。")?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 1);
    Ok(())
}

fn right() -> Format {
    Format::new().set_align(FormatAlign::Right)
}

/// What the judgements mean to the bank.
const MEANINGS: [(&str, &str); 4] = [
    ("○", "対応している"),
    ("△", "一部対応している、または対応を予定している"),
    ("×", "対応していない"),
    ("対象外", "サービスの性質上、該当しない"),
];

/// How the sheets are to be filled in.
pub(super) fn guide(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("記入要領")?.set_screen_gridlines(false);
    sheet.set_column_width(0, 3)?.set_column_width(1, 12)?.set_column_width(2, 90)?;
    sheet.write_with_format(1, 1, "記入要領", &Format::new().set_bold().set_font_size(14))?;
    let rules = [
        ("1", "「判定」欄は、リストから ○・△・×・対象外 のいずれかを選択してください。"),
        ("2", "「回答内容」欄には、対応状況を具体的にご記入ください。△・× の場合は理由もご記入ください。"),
        ("3", "「備考」欄には、参照資料の名称などを必要に応じてご記入ください。"),
        ("4", "「FISC基準番号」欄は、当行が確認の根拠とする安全対策基準の番号です。変更しないでください。"),
    ];
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, (number, rule)) in (3..).zip(rules) {
        sheet.write_with_format(row, 1, number, &wrap)?;
        sheet.write_with_format(row, 2, rule, &wrap)?;
    }
    sheet.write_with_format(8, 1, "判定の意味", &Format::new().set_bold())?;
    for (row, (judgement, meaning)) in (9..).zip(MEANINGS) {
        sheet.write_with_format(row, 1, judgement, &wrap)?;
        sheet.write_with_format(row, 2, meaning, &wrap)?;
    }
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 1);
    Ok(())
}
