"""The forms of administration: labels above, Chinese sentences, nothing preset that decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from hengtu.agencies.models import Account, AdviserKind, Agency, BusinessCategory, ImportSubject, Role
from hengtu.agencies.policies import DECIDING_ROLES
from hengtu.agencies.services.administer_agency import CHANGEABLE
from hengtu.lib.coded_error import CodedError
from hengtu.officers.models import ALL_CATEGORIES, ChangeKind, OfficerKind

EMPTY = ("", "请选择")
_MESSAGES = {
    "required": "{label}没有填写，请补填。",
    "invalid": "{label}读不出来，请照提示重新填写。",
    "invalid_choice": "{label}不在可选范围里，请重新选择。",
    "max_length": "{label}太长，最多 %(limit_value)d 个字，请缩短。",
    "max_value": "{label}太大，请核对。",
    "min_value": "{label}不能小于 %(limit_value)s，请核对。",
}


class PageForm(forms.Form):
    """A form of this area; a refusal of the law or of a service joins the errors at its head."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages.update({code: text.format(label=field.label) for code, text in _MESSAGES.items()})
            if not isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple | forms.RadioSelect):
                field.widget.attrs.setdefault("class", "inp")

    def refuse(self, refusal: CodedError) -> None:
        self.add_error(None, refusal.message)


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """Return a field for a day, typed or picked."""
    widget = forms.DateInput(attrs={"type": "date", "class": "inp short"}, format="%Y-%m-%d")
    formats = ["%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日"]
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text, input_formats=formats)


def text_field(label: str, longest: int, *, required: bool = True, help_text: str = "") -> forms.CharField:
    """Return a field for one line of text."""
    return forms.CharField(label=label, max_length=longest, required=required, help_text=help_text)


def reason_field(help_text: str = "写文件名称和文号，例如“人事任免〔2026〕3号”；会留在变更记录里。") -> forms.CharField:
    """Return the field every change asks for."""
    return forms.CharField(label="原因和依据", max_length=300, help_text=help_text)


def role_choices(roles: Iterable[Role] = Role) -> list[tuple[str, str]]:
    """Return roles to choose from, none chosen."""
    return [EMPTY, *((role.value, str(role.label)) for role in roles)]


class AgencyForm(PageForm):
    """What documents print about an agency."""

    def __init__(self, agency: Agency, *args: Any, **kwargs: Any) -> None:
        initial = {field: getattr(agency, field) for field in CHANGEABLE}
        super().__init__(*args, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)

    address = text_field("地址", 300, required=False, help_text="印在文书上，当事人照它找到我们。")
    zip_code = text_field("邮编", 6, required=False)
    contact = text_field("联系人", 64, required=False)
    phone = text_field("联系电话", 32, required=False)
    reconsideration_body = text_field("行政复议机关", 200, required=False, help_text="印在决定书的救济告知里。")
    court = text_field("管辖的人民法院", 200, required=False, help_text="印在决定书的救济告知里。")
    province_short = text_field("省简称", 4, required=False, help_text="用于文号，例如冀。")
    document_word = text_field("文书字号中的机关代字", 20, required=False, help_text="用于文号；改动多从新年度起。")
    effective_from = day_field("自哪一天起", help_text="今天或者以后；以前发出的文书不变。")
    reason = reason_field()

    def values(self) -> dict[str, str]:
        return {field: self.cleaned_data[field] for field in CHANGEABLE}


class UnitForm(PageForm):
    """A unit below an agency."""

    code = text_field("站所代码", 32, help_text="自编，一经登记不改；有统一社会信用代码的填信用代码。")
    name = text_field("名称", 200)
    short_name = text_field("简称", 60)
    division_code = text_field("行政区划代码", 6, help_text="6 位数字。")
    effective_from = day_field("生效日期")
    reason = reason_field()


class PostForm(PageForm):
    """An appointment."""

    def __init__(self, accounts: Sequence[Account], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [EMPTY, *((str(a.pk), str(a)) for a in accounts)]  # type: ignore[attr-defined]

    account = forms.ChoiceField(label="人员", help_text="只列归您管理的账号；还没有账号的，先开立账号。")
    role = forms.ChoiceField(label="岗位", choices=role_choices)
    acting = forms.BooleanField(label="代理或者主持工作", required=False)
    effective_from = day_field("任职起始日期")
    effective_to = day_field("任职截止日期", required=False, help_text="这一天起不再任职；没有定的不填。")
    reason = reason_field()


class EndForm(PageForm):
    """The end of a post or a delegation."""

    effective_to = day_field("从哪一天起不再有效", help_text="这一天起不算在内。")
    reason = reason_field("例如“退休”“调离”，写文件名称和文号；会留在变更记录里。")


class AccountForm(PageForm):
    """A new account with its first post."""

    username = text_field("登录名", 32, help_text="小写字母、数字、点、横线，例如 chen.yu；一经开立不改。")
    name = text_field("姓名", 64)
    role = forms.ChoiceField(label="岗位", choices=role_choices)
    effective_from = day_field("任职起始日期")
    reason = reason_field()


class ReasonForm(PageForm):
    """An act on an account that needs only its reason."""

    reason = reason_field("例如“本人忘记密码，已当面核对身份”；会留在变更记录里。")


class QualificationForm(PageForm):
    """Since when somebody holds the national legal qualification."""

    qualified_from = day_field("取得国家统一法律职业资格的日期", help_text="照证书填写（行政处罚法第五十八条第二款）。")
    reason = reason_field("写证书编号；会留在变更记录里。")


class OfficerForm(PageForm):
    """An entry in the register."""

    def __init__(self, accounts: Sequence[Account], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "没有账号"), *((str(a.pk), str(a)) for a in accounts)]
        self.fields["account"].choices = choices  # type: ignore[attr-defined]

    name = text_field("姓名", 100)
    kind = forms.ChoiceField(
        label="类别", choices=[EMPTY, *OfficerKind.choices], help_text="辅助人员没有执法资格，不能登记证件。"
    )
    account = forms.ChoiceField(label="账号", required=False)
    effective_from = day_field("在册日期")
    reason = reason_field()


class CertificateForm(PageForm):
    """A certificate."""

    number = text_field("证件编号", 40)
    categories = forms.MultipleChoiceField(
        label="执法门类",
        choices=[(ALL_CATEGORIES, "全部门类"), *BusinessCategory.choices],
        widget=forms.CheckboxSelectMultiple,
        help_text="照证件勾选，至少一个。",
    )
    valid_from = day_field("有效期自")
    valid_to = day_field("有效期至", help_text="含当日。")
    reason = reason_field("写发证机关和批次；会留在变更记录里。")


class CertificateChangeForm(PageForm):
    """Suspend, restore, withdraw or cancel a certificate."""

    def __init__(self, approvers: Sequence[Account], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [EMPTY, *((str(a.pk), str(a)) for a in approvers)]
        self.fields["approved_by"].choices = choices  # type: ignore[attr-defined]

    kind = forms.ChoiceField(label="变动", choices=[EMPTY, *ChangeKind.choices])
    effective_from = day_field("自何日起", help_text="暂扣期间的行为不因恢复而有效，恢复不能溯及既往。")
    reason = reason_field()
    basis = text_field("依据", 300, help_text="条款或者文件。")
    approved_by = forms.ChoiceField(label="批准人", help_text="本机构或者上级机构当日在任的负责人；他会收到消息。")


class RouteForm(PageForm):
    """An approval route."""

    def __init__(self, kinds: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act_kind"].choices = [EMPTY, *kinds]  # type: ignore[attr-defined]

    act_kind = forms.ChoiceField(label="哪一种行为")
    min_amount_yuan = forms.DecimalField(
        label="从多少元起",
        required=False,
        min_value=Decimal(0),
        max_digits=16,
        decimal_places=2,
        help_text="含本数；不分数额的不填。",
    )
    first = forms.ChoiceField(label="第一个审批的岗位", choices=lambda: role_choices(_deciding()))
    second = forms.ChoiceField(label="第二个", required=False, choices=lambda: role_choices(_deciding()))
    third = forms.ChoiceField(label="第三个", required=False, choices=lambda: role_choices(_deciding()))
    effective_from = day_field("自哪一天起", help_text="今天或者以后；以前的审批不变。")
    source = text_field("审批权限的依据", 300, help_text="文件名称和文号。")
    reason = reason_field("为什么改；会留在变更记录里。")

    def roles(self) -> list[str]:
        chosen = (self.cleaned_data[name] for name in ("first", "second", "third"))
        return [role.lower() for role in chosen if role]


class DelegationForm(PageForm):
    """One's own post handed over."""

    def __init__(
        self, kinds: Sequence[tuple[str, str]], colleagues: Sequence[Account], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [EMPTY, *((str(a.pk), a.name) for a in colleagues)]  # type: ignore[attr-defined]
        self.fields["act_kinds"].choices = kinds  # type: ignore[attr-defined]

    to = forms.ChoiceField(label="委托给")
    effective_from = day_field("起始日期")
    effective_to = day_field("截止日期", help_text="这一天起不再有效。")
    act_kinds = forms.MultipleChoiceField(
        label="委托办理的行为",
        widget=forms.CheckboxSelectMultiple,
        help_text="一项一项选。集体讨论和移送犯罪须由本人参加，不在这里。",
    )
    reason = reason_field("例如“外出培训”；会写进文书的“受委托”和变更记录。")


class AdviserForm(PageForm):
    """A government lawyer or legal adviser for a term."""

    username = forms.CharField(label="登录名", max_length=60, help_text="先开立账号；外聘的法律顾问不任命岗位。")
    kind = forms.ChoiceField(label="身份", choices=[EMPTY, *AdviserKind.choices])
    qualification = forms.CharField(label="执业证号或者公职律师证号", max_length=60)
    firm = forms.CharField(label="所在单位", max_length=120, required=False)
    effective_from = day_field("任期起始日期")
    effective_to = day_field("任期截止日期", help_text="这一天起不再有效。")
    reason = reason_field("例如聘书文号；会留在变更记录里。")


class ImportForm(PageForm):
    """A workbook handed in."""

    subject = forms.ChoiceField(label="导入什么", choices=[EMPTY, *ImportSubject.choices])
    file = forms.FileField(label="表格文件", help_text="用下载的模板填写，.xlsx，不超过 5 兆字节、5000 行。")
    reason = reason_field("例如“机构改革方案”；会留在每一条登记的变更记录里。")


class NoticeForm(PageForm):
    """A yearly notice of holidays handed in."""

    file = forms.FileField(label="文件", help_text="用下载的模板填写的 .xlsx 或者 .csv，或者 JSON；一个文件一年。")
    reason = reason_field("写通知的文号，例如“国办发明电〔2025〕7号”；会留在规则包里。")


def _deciding() -> list[Role]:
    return [role for role in Role if role in DECIDING_ROLES]
