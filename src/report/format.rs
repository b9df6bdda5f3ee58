//! The looks of the review workbook.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartLine, Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError,
};

/// The cell formats, each made once.
pub struct Styles {
    /// Headings.
    pub head: Format,
    /// Headings of columns that a reviewer edits.
    pub head_edit: Format,
    /// Wrapped text.
    pub text: Format,
    /// Wrapped text that a reviewer edits.
    pub edit: Format,
    /// A share in percent.
    pub percent: Format,
    /// A count.
    pub count: Format,
    /// A link.
    pub link: Format,
    /// A sheet's title.
    pub title: Format,
    /// Certain, filled.
    pub good: Format,
    /// To be reviewed.
    pub doubt: Format,
    /// Nothing to say.
    pub none: Format,
}

impl Styles {
    /// The formats.
    pub fn new() -> Self {
        let base = Format::new().set_font_name("Yu Gothic").set_font_size(10).set_align(FormatAlign::Top);
        let framed = base.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0xC8CDD3));
        let head = framed.clone().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter);
        let fill = |format: &Format, rgb| format.clone().set_background_color(Color::RGB(rgb));
        let signal = |ink, paper| {
            Format::new().set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(paper))
        };
        Self {
            head: fill(&head, 0xE3E8EE),
            head_edit: fill(&head, 0xFFF2CC),
            text: framed.clone().set_text_wrap(),
            edit: fill(&framed.clone().set_text_wrap(), 0xFFFBEF),
            percent: framed.clone().set_num_format("0%").set_align(FormatAlign::Right),
            count: framed.clone().set_num_format("#,##0").set_align(FormatAlign::Right),
            link: framed
                .set_font_color(Color::RGB(0x0B57D0))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            title: base.set_bold().set_font_size(14),
            good: signal(0x0B6B3A, 0xDDF3E4),
            doubt: signal(0x7A4B00, 0xFFEDC2),
            none: signal(0x4A5560, 0xE9ECEF),
        }
    }
}

/// Paper sizes by the numbers that the file format gives them.
pub const A3: u8 = 8;
/// A4.
pub const A4: u8 = 9;

/// Prints a sheet across the page, as wide as it is, with its head on every page and pages numbered.
pub fn printed(sheet: &mut Worksheet, paper: u8) -> Result<(), XlsxError> {
    const NARROW: f64 = 0.4;
    sheet.set_landscape().set_paper_size(paper).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_margins(NARROW, NARROW, NARROW, NARROW + 0.2, 0.2, 0.2).set_footer("&L&A&R&P / &N");
    Ok(())
}

/// Lets a bar chart read from the top, in letters so small that LibreOffice leaves no label out.
pub fn read_from_top(chart: &mut Chart, title: &str) {
    const SMALL: f64 = 9.0;
    let (mut grid, mut font) = (ChartLine::new(), ChartFont::new());
    grid.set_color("D5DAE0").set_width(0.5);
    font.set_size(SMALL);
    chart.title().set_name(title).set_font(ChartFont::new().set_size(11).set_bold());
    chart.y_axis().set_reverse().set_font(&font);
    chart.x_axis().set_major_gridlines_line(&grid).set_font(&font);
}

/// Text cut to what one cell can hold; only texts of this workbook's own making are ever that long.
pub fn fitting(text: &str) -> String {
    const MAX_UNITS: usize = 32_767;
    if text.encode_utf16().count() <= MAX_UNITS {
        return text.to_owned();
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < MAX_UNITS
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// A zero-based row as the writer counts it.
///
/// # Errors
/// Where a sheet has no such row.
pub fn row(index: usize) -> Result<u32, XlsxError> {
    u32::try_from(index).map_err(|_| XlsxError::RowColumnLimitError)
}
