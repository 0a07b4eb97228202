"""Khánh Hòa's WebForms of a department and Bắc Ninh's own of a ward, by a stranger's hand."""

from html import escape

from benchmarks.templates.installations.written import Installation, texts_of, views
from benchmarks.templates.lines import rows, theo, weekday
from benchmarks.templates.piece import Piece


def _kh_frame(title: str, main: str) -> str:
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>
	{title}
</title><link href="/Resources/Themes/yte/style.css" rel="stylesheet" type="text/css" /><script src="/WebResource.axd?d=pynGkmcFUV13He1Qd6_TZMx" type="text/javascript"></script><script src="/ScriptResource.axd?d=nv7asgRUU0tRmHNR2D6t1" type="text/javascript"></script></head>
<body>
<form name="aspnetForm" method="post" action="./chitiet.aspx" id="aspnetForm">
<div><input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="" /><input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="" /><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKMTY1NDU2MTA1MmRkGxX4Zl9hd2Q2N0p1V0xQc1l5" /></div>
<table class="outer" align="center" width="1000" cellspacing="0" cellpadding="0">
<tr><td colspan="2"><img src="/Resources/banner-syt.jpg" width="1000" alt="SỞ Y TẾ KHÁNH HÒA" /></td></tr>
<tr><td colspan="2" class="topmenu"><a href="/">Trang chủ</a><a href="/gioi-thieu">Giới thiệu</a><a href="/tin-tuc">Tin tức</a><a href="/phong-chong-dich">Phòng chống dịch</a><a href="/van-ban">Văn bản</a><a href="/thu-tuc">Thủ tục hành chính</a></td></tr>
<tr><td colspan="2" class="dateline"><span id="ctl00_lblToday">Thứ Hai, ngày 23/11/2026 10:25 (GMT+7)</span><marquee>Đường dây nóng ngành y tế: 1900 9095</marquee></td></tr>
<tr><td class="colmain" valign="top">
{main}
</td><td class="colright" valign="top" width="260">
<div class="boxright"><div class="boxtitle">THÔNG BÁO</div><div class="tb"><a href="/thong-bao/cong-bo-co-so">Công bố cơ sở đủ điều kiện tiêm chủng</a><br/><i>(20/11/2026)</i></div><div class="tb"><a href="/thong-bao/thi-tuyen">Thông báo xét thăng hạng bác sĩ chính</a><br/><i>(14/11/2026)</i></div><div class="tb"><a href="/thong-bao/thu-hoi-thuoc">Thu hồi lô thuốc không đạt chất lượng</a><br/><i>(06/11/2026)</i></div></div>
<div class="boxright"><div class="boxtitle">HÌNH ẢNH</div><img src="/Resources/album/1.jpg" alt="Khám sức khỏe người cao tuổi" /></div>
<div class="boxright"><div class="boxtitle">LIÊN KẾT</div><select><option>Bộ Y tế</option><option>Viện Pasteur Nha Trang</option></select></div></td></tr>
<tr><td colspan="2" class="foot">SỞ Y TẾ TỈNH KHÁNH HÒA<br />Người chịu trách nhiệm: Bác sĩ Nguyễn Văn Mẫu<br />Giấy phép số 22/GP-TTĐT ngày 30/7/2025. Số người truy cập: 2.011.774</td></tr>
</table>
<script type="text/javascript">Sys.WebForms.PageRequestManager._initialize('ctl00$ScriptManager1', 'aspnetForm', [], [], [], 90, 'ctl00');</script>
</form></body></html>"""


def khanh_hoa_department(piece: Piece) -> str:
    """Khánh Hòa's WebForms in a department: "Cập nhật lúc …" after the lead, one span of bare breaks, a picture table, author and source typed on two last lines."""
    title, lead, at = escape(piece.title), escape(piece.lead), piece.at
    texts = texts_of(piece)
    table = f'<table border="0" align="center" width="500"><tbody><tr><td><img src="/Resources/images/{piece.number}.jpg" width="500" alt="" /></td></tr><tr><td align="center"><span style="font-size:10pt"><em>Cán bộ y tế tư vấn cho người dân</em></span></td></tr></tbody></table>'
    first = "<br /><br />\n".join(texts[:2])
    rest = "<br /><br />\n".join(texts[2:])
    ends = []
    if piece.author:
        ends.append(f'<div style="text-align: right"><strong>{escape(piece.author)}</strong></div>')
    if piece.credit:
        ends.append(f'<div style="text-align: right"><em>{escape(theo(piece.credit))}</em></div>')
    newline = "\n"
    main = f"""<div class="duongdan"><a href="/">Trang chủ</a> &raquo; <a href="/tin-tuc">Tin tức</a></div>
<div class="boxdetail">
 <div class="title-article">{title}</div>
 <div class="trichdan"><strong>{lead}</strong></div>
 <div class="linebar"><span id="datearticle">Cập nhật lúc {at:%H:%M}, {weekday(at)}, {at:%d/%m/%Y} (GMT+7)</span> | <a id="ctl00_ContentPlaceHolder1_lnkPrint" href="javascript:__doPostBack('ctl00$ContentPlaceHolder1$lnkPrint','')">Bản in</a> | <a href="mailto:?subject=bai">Gửi cho bạn bè</a> | <span>Lượt xem: {views(piece)}</span></div>
 <div class="chitietbaiviet"><span style="font-size: 12pt; font-family: 'Times New Roman';">{first}</span>
{table}
<span style="font-size: 12pt; font-family: 'Times New Roman';">{rest}</span>
{newline.join(ends)}
 </div>
 <div class="ykien"><div class="boxtitle">Ý KIẾN CỦA BẠN</div><input type="text" name="ctl00$ContentPlaceHolder1$txtName" /><textarea name="ctl00$ContentPlaceHolder1$txtContent" rows="4"></textarea><input type="submit" name="ctl00$ContentPlaceHolder1$btnSend" value="Gửi đi" /></div>
</div>
<div class="tinkhac"><div class="boxtitle">CÁC TIN ĐÃ ĐƯA</div>
{rows(piece, '<div class="tk"><img src="/Resources/dot.gif" alt=""/> <a href="{address}">{title}</a> <i>({date})</i></div>', "%d/%m/%Y %H:%M")}
<a href="javascript:__doPostBack('ctl00$ContentPlaceHolder1$Pager','2')">Trang sau</a></div>"""
    return _kh_frame(title, main)


_KH_SEARCH = _kh_frame(
    "Tìm kiếm",
    """<div class="duongdan"><a href="/">Trang chủ</a> &raquo; Tìm kiếm</div><div class="boxsearch"><input name="ctl00$ContentPlaceHolder1$txtKey" value="sốt xuất huyết" /><input type="submit" value="Tìm" /><p>Có 3 kết quả với từ khóa &quot;sốt xuất huyết&quot;</p>
<div class="tk"><a href="/tin-tuc/phun-hoa-chat">Phun hóa chất diệt muỗi tại 5 phường trọng điểm</a> <i>(12/11/2026 14:20)</i><div>Trung tâm Kiểm soát bệnh tật tỉnh triển khai chiến dịch đợt 3...</div></div>
<div class="tk"><a href="/tin-tuc/so-ca-mac-giam">Số ca mắc giảm tuần thứ tư liên tiếp</a> <i>(04/11/2026 08:15)</i><div>Toàn tỉnh ghi nhận 61 ca trong tuần 44...</div></div>
<div class="tk"><a href="/tin-tuc/tap-huan-dieu-tri">Tập huấn điều trị cho bác sĩ tuyến cơ sở</a> <i>(21/10/2026 16:00)</i><div>Hơn 120 học viên tham dự...</div></div>
<a href="javascript:__doPostBack('ctl00$ContentPlaceHolder1$Pager','2')">2</a></div>""",
)


def _bn_frame(title: str, head: str, main: str) -> str:
    return f"""<!DOCTYPE html>
<html class="no-js" lang="vi">
<head><meta charset="UTF-8"/><title>{title} - Phường Kinh Bắc</title>{head}<meta name="viewport" content="width=device-width, initial-scale=1"/>
<link href="/static/kinhbac/app.css?2026" rel="stylesheet"/><script src="/static/kinhbac/app.js?2026" defer></script></head>
<body>
<div class="kb-head"><div class="kb-strip"><span>Thứ Hai, 23 tháng 11, 2026</span><a href="/rss">RSS</a><a href="/lien-he">Liên hệ</a></div><div class="kb-brand"><img src="/static/kinhbac/logo.svg" alt=""/><div>TRANG THÔNG TIN ĐIỆN TỬ PHƯỜNG KINH BẮC</div></div>
<ul class="kb-menu"><li><a href="/">Trang chủ</a></li><li><a href="/gioi-thieu">Giới thiệu</a></li><li><a href="/tin-tuc">Tin tức</a></li><li><a href="/dan-ca-quan-ho">Dân ca quan họ</a></li><li><a href="/cong-khai">Công khai</a></li></ul></div>
<div class="kb-page"><div class="kb-left">
<div class="kb-card"><h4>Hoạt động lãnh đạo</h4><a href="/news/-/details/51/chu-tich-tiep-dan">Chủ tịch UBND phường tiếp công dân</a><em>20/11/2026</em><a href="/news/-/details/51/kiem-tra-cho">Kiểm tra an toàn thực phẩm tại chợ Nhớn</a><em>16/11/2026</em><a href="/news/-/details/51/dai-hoi-chi-bo">Gặp mặt bí thư chi bộ khu phố</a><em>09/11/2026</em></div>
<div class="kb-card"><h4>Ảnh đẹp</h4><img src="/static/a.jpg" alt="Hội Lim"/></div></div>
<div class="kb-main">
{main}
</div></div>
<div class="kb-foot"><p>PHƯỜNG KINH BẮC, TỈNH BẮC NINH</p><p>Chịu trách nhiệm nội dung: Nguyễn Đức Mẫu, Phó Bí thư Đảng ủy</p><p>ĐT: 0222 3000 000. Đang xem: 9. Tổng: 770.124</p></div>
</body></html>"""


def bac_ninh_ward(piece: Piece) -> str:
    """Bắc Ninh's in a ward: the day in a bar above the title, the lead by its id, Word in the content, author and source in a box under the content."""
    title, lead, at = escape(piece.title), escape(piece.lead), piece.at
    body = "\n".join(
        f'<p dir="ltr" style="line-height:1.38;text-align: justify;"><span style="font-size:14pt;white-space:pre-wrap;">{text}</span></p>'
        for text in texts_of(piece)
    )
    figure = f'<table align="center" class="image-table"><tbody><tr><td><img src="/documents/{piece.number}/hinh.jpg" alt=""/></td></tr><tr><td class="caption">Liền anh, liền chị biểu diễn phục vụ nhân dân (ảnh: Hoài Thu)</td></tr></tbody></table>'
    author = f"<div>Người viết: <b>{escape(piece.author)}</b></div>" if piece.author else ""
    source = f"<div>Nguồn: <b>{escape(piece.credit)}</b></div>" if piece.credit else ""
    head = (
        f'<meta name="description" content="{escape(piece.lead[:155])}"/><meta property="og:title" content="{title}"/>'
    )
    main = f"""<div class="kb-crumb"><a href="/">Trang chủ</a><a href="/tin-tuc">Tin tức</a></div>
<div class="kb-article">
 <div class="kb-when"><span>{at:%d/%m/%Y} | {at:%H:%M}</span><span class="kb-eye">{views(piece)}</span><span class="kb-zoom"><a href="#">A</a><a href="#">A</a><a href="#">A</a></span></div>
 <h1 id="contentDetailTitleId">{title}</h1>
 <div id="sapoDetailId">{lead}</div>
 <div id="contentDetail">
{figure}
{body}
 </div>
 <div class="kb-sign">{author}{source}</div>
 <div class="kb-read"><button>Đọc bài</button><button>In trang</button><a href="#">Facebook</a></div>
</div>
<div class="kb-rel"><h4>Bài viết cùng chuyên mục</h4><ul>
{rows(piece, '<li><a href="{address}">{title}</a><time>{date}</time></li>', "%d/%m/%Y | %H:%M")}
</ul></div>"""
    return _bn_frame(title, head, main)


_BN_LISTING = _bn_frame(
    "Tin tức",
    "",
    """<div class="kb-list"><h2>Tin tức</h2><div class="kb-it"><a href="/news/-/details/51/tong-ket-he">Tổng kết hoạt động hè cho thiếu nhi</a><time>24/08/2026 | 09:00</time><p>Hơn 1.200 em tham gia các lớp bơi, vẽ và quan họ.</p></div><div class="kb-it"><a href="/news/-/details/51/ra-mat-to-cnsc">Ra mắt tổ công nghệ số cộng đồng khu phố</a><time>17/08/2026 | 15:30</time><p>Mỗi tổ có từ 5 đến 7 thành viên.</p></div><div class="kb-it"><a href="/news/-/details/51/chinh-trang-via-he">Ra quân chỉnh trang vỉa hè</a><time>03/08/2026 | 08:10</time><p>Lực lượng chức năng nhắc nhở 46 trường hợp lấn chiếm.</p></div><div class="kb-pages"><a href="?cur=1">1</a><a href="?cur=2">2</a><a href="?cur=3">»</a></div></div>""",
)

INSTALLATIONS = (
    Installation(
        name="Khánh Hòa's WebForms of a department",
        platform="webforms",
        render=khanh_hoa_department,
        other=("search results", _KH_SEARCH),
    ),
    Installation(
        name="Bắc Ninh's of a ward", platform="bac-ninh", render=bac_ninh_ward, other=("listing", _BN_LISTING)
    ),
)
