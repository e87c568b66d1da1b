"""The public log: read, downloaded, and asked about one record."""

from __future__ import annotations

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.portal.publicity.log_reading import PAGE, check, last_head, log_lines, log_page
from hengtu.web.asked import KEY_DIGITS, number_in
from hengtu.web.public_pages import public_page

LONGEST_PASTED = 200_000  # bytes; a record is some thousand


@require_safe
def publicity_log(request: HttpRequest) -> HttpResponseBase:
    """Show the newest entries; ``?before=120`` goes on."""
    lines = log_page(number_in(request.GET.get("before", ""), KEY_DIGITS))
    more = lines[-1].number if len(lines) == PAGE and lines[-1].number > 1 else 0
    return public_page(request, "publicity/log.html", {"lines": lines, "head": last_head(), "more": more})


@require_safe
def publicity_log_file(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out the whole log."""
    response = StreamingHttpResponse(log_lines(), content_type="application/x-ndjson; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="publicity-log.jsonl"'
    response["Cache-Control"] = "public, max-age=60"
    return response


# nothing is changed by it and no cookie is set, so there is nothing a foreign page could make somebody do
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def publicity_check(request: HttpRequest) -> HttpResponseBase:
    """Say what the log knows of a number, a hash, a pasted text or an uploaded file."""
    asked, trouble = _asked(request)
    shown = {"asked": asked, "trouble": trouble, "checked": check(asked) if asked.strip() and not trouble else None}
    return public_page(request, "publicity/check.html", shown, status=422 if trouble else 200, seconds=0)


def _asked(request: HttpRequest) -> tuple[str, str]:
    """What was asked, and what is wrong with it."""
    if request.method != "POST":
        return request.GET.get("q", "")[:200], ""
    uploaded = request.FILES.get("file")
    size = (uploaded.size or 0) if uploaded else len(request.POST.get("text", "").encode())
    if size > LONGEST_PASTED:
        return "", "文件太大。公开的决定只有几千字节，请选择从决定页面下载的 JSON 原文。"
    try:
        text = uploaded.read().decode("utf-8") if uploaded else request.POST.get("text", "")
    except UnicodeDecodeError:
        return "", "这个文件不是文字。请选择从决定页面下载的 JSON 原文。"
    text = text.replace("\0", "")  # PostgreSQL stores none
    return text, "" if text.strip() else "还没有内容。请粘贴原文、选择文件，或者填写文号。"
