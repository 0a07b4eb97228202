"""A university's news and an agency's portlets, by a stranger's hand."""

from collections.abc import Callable
from functools import partial
from html import escape

from benchmarks.templates.piece import Piece, Template, links_of, worked


def university_badge(piece: Piece) -> str:
    """A university's news: the section as the only h1, a calendar badge for the day, writer and origin in one strip below."""
    at = piece.at
    told = f"<span>{escape(worked('Bài viết: ', piece.author))}</span>" if piece.author else ""
    told += f"<span>Đăng lại từ: <cite>{escape(piece.credit)}</cite></span>" if piece.credit else ""
    strip = f'<div class="un-strip">{told}</div>' if told else ""
    text = "\n".join(
        f'<p style="text-align: justify;"><span style="font-size:16px;">'
        f'<span style="font-family:Arial,Helvetica,sans-serif;">{escape(line)}</span></span></p>'
        for line in piece.paragraphs
    )
    others = links_of(
        piece,
        '<div class="un-item"><div class="un-cal un-cal--s"><b>12</b><i>Tháng 10</i><u>2026</u></div>'
        '<h5><a href="{address}">{title}</a></h5>'
        '<p>Nhà trường <a href="{address}">Chi tiết &rarr;</a></p></div>',
    )
    excerpt = f'<div class="un-excerpt"><em>{escape(piece.lead)}</em></div>' if piece.lead else ""
    return f"""<!doctype html>
<html lang="vi-VN"><head><meta charset="utf-8"/><meta http-equiv="x-ua-compatible" content="ie=edge"/>
<title>Tin tức - Sự kiện | Trường Đại học Mẫu</title><meta property="og:site_name" content="Trường Đại học Mẫu"/>
<meta property="og:title" content="Tin tức - Sự kiện"/><meta property="og:image" content="https://dhmau.example/logo-600.png"/>
</head><body class="inner">
<div class="un-bar"><div class="wrap"><a href="/sinh-vien">Sinh viên</a><a href="/vien-chuc">Viên chức</a>
<a href="/cuu-sinh-vien">Cựu sinh viên</a>
<a href="/email">Email</a><a href="/en/news">EN</a><input type="search" placeholder="Tìm trong trang..."/></div></div>
<header class="un-head"><div class="wrap"><img src="/assets/img/logo-dhm.png" alt="Trường Đại học Mẫu"/><div class="un-head__n">
<span>BỘ GIÁO DỤC VÀ ĐÀO TẠO</span>
<b>TRƯỜNG ĐẠI HỌC MẪU</b><span>Tri thức - Sáng tạo - Phụng sự</span></div></div>
<ul class="un-nav"><li><a href="/">Trang chủ</a></li><li><a href="/tuyen-sinh">Tuyển sinh 2027</a></li><li>
<a href="/dao-tao">Đào tạo</a></li>
<li><a href="/khoa-hoc">Khoa học công nghệ</a></li><li><a href="/hop-tac">Hợp tác - Đối ngoại</a></li><li>
<a href="/tin">Tin tức</a></li></ul></header>
<section class="un-hero" style="background-image:url(/assets/img/giang-duong.jpg)"><div class="wrap"><h1>Tin tức - Sự kiện</h1>
<ol><li><a href="/">Trang chủ</a></li><li><a href="/tin">Tin tức</a></li><li>Chi tiết</li></ol></div></section>
<div class="wrap un-cols"><div class="un-left"><div class="un-post"><div class="un-post__h">
<div class="un-cal"><b>{at.day:02d}</b><i>Tháng {at.month}</i><u>{at.year}</u></div><h3>{escape(piece.title)}</h3></div>
<div class="un-soc"><span>Chia sẻ:</span><a href="#" aria-label="Facebook"></a><a href="#" aria-label="LinkedIn"></a>
<a href="#">Bản in</a></div>
{excerpt}
<div class="un-rich">{text}
<p style="text-align: center;"><img alt="" src="/upload/images/{piece.number}/1.jpg" style="width:800px;"/></p>
<p style="text-align: center;"><em><span style="font-size:14px;">Khuôn viên Trường Đại học Mẫu, cơ sở 2</span></em></p></div>
{strip}
<div class="un-like"><span>Bài viết có hữu ích với bạn không?</span><button>Có (24)</button><button>Không (2)</button></div>
<div class="un-pn"><a href="/tin/le-khai-giang-cao-hoc.5521.html">&laquo; Bài trước: Lễ khai giảng các lớp cao học khóa 31</a>
<a href="/tin/ngay-hoi-viec-lam.5540.html">Bài sau: Ngày hội việc làm và khởi nghiệp &raquo;</a></div></div>
<h4 class="un-t">Tin cùng chuyên mục</h4><div class="un-list">{others}</div></div>
<div class="un-right"><h4 class="un-t">Sự kiện sắp tới</h4><div class="un-item"><div class="un-cal un-cal--s"><b>05</b>
<i>Tháng 12</i><u>2026</u></div>
<h5><a href="/su-kien/hoi-thao-quoc-te">Hội thảo khoa học quốc tế về kinh tế vùng</a></h5><p>8h00, Hội trường A</p></div>
<div class="un-item"><div class="un-cal un-cal--s"><b>11</b><i>Tháng 12</i><u>2026</u></div><h5>
<a href="/su-kien/bao-ve">Bảo vệ luận án tiến sĩ cấp Trường</a></h5>
<p>14h00, Phòng 302 nhà B</p></div><h4 class="un-t">Thông báo</h4><ul><li>
<a href="/tb/hoc-phi">Kế hoạch thu học phí học kỳ II</a></li>
<li><a href="/tb/hoc-bong">Học bổng khuyến khích học tập</a></li></ul><h4 class="un-t">Video</h4>
<iframe src="https://video.example/e/abc"></iframe></div></div>
<footer class="un-foot"><div class="wrap"><div><b>TRƯỜNG ĐẠI HỌC MẪU</b>
<p>Cơ sở 1: 100 đường Mẫu. Cơ sở 2: khu đô thị đại học Mẫu</p>
<p>ĐT: (0238) 3.855.000 - tuyensinh@dhmau.example</p></div><div><b>LIÊN KẾT</b>
<a href="https://moet.example">Bộ Giáo dục và Đào tạo</a>
<a href="/thu-vien">Thư viện số</a></div><div><b>FANPAGE</b><a href="https://facebook.example/dhmau">48 N người theo dõi</a>
</div></div>
<p>Copyright © 2019 - 2026 Trường Đại học Mẫu. Phát triển bởi Trung tâm Công nghệ thông tin</p></footer></body></html>"""


def agency_portlet(piece: Piece) -> str:
    """A state agency's Oracle portal of old: the facts as rows of labels and values in a table, headline and text below."""
    at = piece.at

    def row(label: str, value: str) -> str:
        return (
            f'<tr><td class="AttrLabel" nowrap width="18%"><font class="PortletText2">{label}</font></td>'
            f'<td class="AttrValue"><font class="PortletText1">{escape(value)}</font></td></tr>'
        )

    facts = row("Chuyên mục", "Tin hoạt động ngành") + row("Ngày xuất bản", f"{at:%d.%m.%Y} - {at:%H}h{at:%M}")
    facts += row("Tác giả", piece.author) if piece.author else ""
    facts += row("Nguồn tin", piece.credit) if piece.credit else ""
    facts += row("Lượt đọc", "215")
    text = "\n".join(
        f'<p align="justify"><font face="Times New Roman" size="3">{escape(line)}</font></p>'
        for line in piece.paragraphs
    )
    lead = (
        f'<p align="justify" class="NewsBrief"><font face="Times New Roman" size="3"><b>{escape(piece.lead)}</b></font></p>'
        if piece.lead
        else ""
    )
    others = links_of(
        piece,
        '<tr><td width="12"><img src="/images/mvblt.gif" border="0" alt=""></td>'
        '<td><a class="PortletLink" href="{address}">{title}</a></td><td nowrap class="PortletDate">30.09.2026</td></tr>',
    )
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<HTML lang="vi" dir="LTR"><HEAD><META http-equiv="Content-Type" content="text/html; charset=UTF-8">
<META name="title" content="CHITIET_TIN">
<META name="description" content=""><META name="author" content="PORTAL"><TITLE>Chi tiết tin tức</TITLE>
<LINK rel="stylesheet" type="text/css" href="/portal/pls/portal/PORTAL.wwpob_page_util.style?p_language=vn"></HEAD>
<BODY leftmargin="0" rightmargin="0" topmargin="0" class="Bodyid1">
<TABLE border="0" cellpadding="0" cellspacing="0" width="100%" class="RegionNoBorder"><TR><TD colspan="3">
<DIV id="banner"><OBJECT type="application/x-shockwave-flash" data="/images/cuctk.swf" width="990" height="120"></OBJECT></DIV>
</TD></TR>
<TR><TD colspan="3" class="TabBar"><A href="/portal/page/portal/cuc/trangchu">Trang chủ</A> | <A
href="/portal/page/portal/cuc/gioithieu">Giới thiệu</A> |
<A href="/portal/page/portal/cuc/tintuc">Tin tức</A> | <A href="/portal/page/portal/cuc/vbpq">Hệ thống văn bản</A> |
<A href="/portal/page/portal/cuc/solieu">Số liệu công bố</A> | <A href="/portal/page/portal/cuc/hoidap">Hỏi đáp cơ chế</A> | <A
href="/portal/pls/portal/PORTAL.wwsec_app_priv.login">Đăng nhập</A></TD></TR>
<TR><TD colspan="3" class="DateBar"><FONT class="PortletText1">Thứ hai, 30.11.2026 - 08h05</FONT> <INPUT name="p_search"
size="14"> <INPUT type="button" value="Tìm"></TD></TR>
<TR><TD width="180" valign="top" class="RegionBorder"><TABLE width="100%"><TR><TD class="PortletHeaderColor">
<FONT class="PortletHeaderText">Danh mục</FONT></TD></TR>
<TR><TD><A class="PortletLink" href="?p_cat=11">Tin hoạt động ngành</A></TD></TR><TR><TD>
<A class="PortletLink" href="?p_cat=12">Tin địa phương</A></TD></TR>
<TR><TD><A class="PortletLink" href="?p_cat=13">Nghiên cứu, trao đổi</A></TD></TR><TR><TD>
<A class="PortletLink" href="?p_cat=14">Đấu thầu, mua sắm công</A></TD></TR></TABLE>
<TABLE width="100%"><TR><TD class="PortletHeaderColor"><FONT class="PortletHeaderText">Trưng cầu ý kiến</FONT></TD></TR>
<TR><TD><FONT class="PortletText1">Anh/chị quan tâm mục nào nhất?</FONT></TD></TR><TR><TD>
<INPUT type="radio" name="v"> Số liệu</TD></TR>
<TR><TD><INPUT type="radio" name="v"> Văn bản</TD></TR><TR><TD><INPUT type="button" value="Bỏ phiếu"> <A href="#">Kết quả</A>
</TD></TR></TABLE></TD>
<TD valign="top" class="RegionBorder"><DIV class="PathText">
<A href="/portal/page/portal/cuc/trangchu">Trang chủ</A> &gt; <A href="?p_cat=11">Tin hoạt động ngành</A></DIV>
<TABLE width="100%" cellspacing="1" class="AttrTable">{facts}</TABLE>
<TABLE width="100%" cellspacing="0"><TR><TD class="PortletHeading1" align="center"><FONT color="#003399" size="4">
<B>{escape(piece.title)}</B></FONT></TD></TR>
<TR><TD align="right"><A href="javascript:openPrint({piece.number})"><IMG src="/images/print.gif" border="0" alt="In tin này"></A>
<A href="javascript:sendMail({piece.number})"><IMG src="/images/mail.gif" border="0" alt="Gửi tin qua thư"></A></TD></TR>
<TR><TD class="PortletBodyColor"><DIV>{lead}
{text}</DIV></TD></TR>
<TR><TD><FONT class="PortletText2">Tệp gắn kèm: (không có) | Bình chọn: Tốt - Khá - Trung bình</FONT></TD></TR>
<TR><TD align="right"><A class="PortletLink" href="javascript:history.go(-1)">Trở về</A> | <A class="PortletLink"
href="#top">Đầu trang</A></TD></TR></TABLE>
<TABLE width="100%"><TR><TD colspan="3" class="PortletHeaderColor">
<FONT class="PortletHeaderText">Các tin đã đưa ngày trước</FONT></TD></TR>{others}</TABLE></TD>
<TD width="170" valign="top" class="RegionBorder"><TABLE width="100%"><TR><TD class="PortletHeaderColor">
<FONT class="PortletHeaderText">Văn bản mới</FONT></TD></TR>
<TR><TD><A class="PortletLink" href="?p_vb=771">Thông tư số 19/2026/TT-BTC</A><BR>
<FONT class="PortletDate">Hiệu lực: 15.12.2026</FONT></TD></TR>
<TR><TD><A class="PortletLink" href="?p_vb=769">Công văn số 8800/CTK-TH</A><BR>
<FONT class="PortletDate">Phát hành: 18.11.2026</FONT></TD></TR></TABLE>
<TABLE width="100%"><TR><TD class="PortletHeaderColor"><FONT class="PortletHeaderText">Liên kết website</FONT></TD></TR>
<TR><TD><SELECT><OPTION>Chính phủ</OPTION><OPTION>Bộ Tài chính</OPTION><OPTION>Các chi cục</OPTION></SELECT></TD></TR></TABLE>
</TD></TR>
<TR><TD colspan="3" align="center" class="FooterText"><B>CỔNG THÔNG TIN ĐIỆN TỬ CỤC MẪU</B>
<BR>Đơn vị quản lý: Văn phòng Cục - 6B đường Mẫu, Hà Nội. Điện thoại: 024 3000 0000; Thư điện tử: bbt@cucmau.example<BR>
Trưởng ban biên tập: Phó Cục trưởng Lương Văn Mẫu<BR>Giấy phép số 212/GP-BC cấp ngày 12.06.2007. Xem tốt nhất ở độ phân giải
1024 x 768</TD></TR></TABLE></BODY></HTML>"""


TEMPLATES: dict[str, Template] = {
    "university's badge of the day": university_badge,
    "agency's labels above the title": agency_portlet,
}
# How a template prints an author, where otherwise than plainly.
SIGNED: dict[str, Callable[[str], str]] = {"university's badge of the day": partial(worked, "Bài viết: ")}
