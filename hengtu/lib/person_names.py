"""Names of people, character by character as people count them, and the form in which a published text gives them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

UNNAMED = "某"
HIDDEN = "某某"  # whatever the length: how many characters a name has tells something, too
DOTS = "·•・‧.．"
# what is typed for a character no font holds: an operator and the parts it joins (two, for ⿲ and ⿳ three)
_JOINS_TWO = {chr(code) for code in (*range(0x2FF0, 0x2FF2), *range(0x2FF4, 0x2FFC))}
_JOINS_THREE = {"⿲", "⿳"}
# surnames of two characters; whoever is called by one of the first character keeps that character alone
_COMPOUND = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文"
    "司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生公户"
    "公玉公仪梁丘公仲公上公门公山公坚左丘公伯西门公祖第五公乘贯丘公皙南荣东里东宫仲长子书子桑即墨达奚褚师纳兰完颜叶赫"
    "那拉富察钮祜佟佳瓜尔爱新欧侯"
)
COMPOUND = frozenset(_COMPOUND[place : place + 2] for place in range(0, len(_COMPOUND), 2))
# the surnames nine in ten people bear: what may be somebody's name in a free text begins with one of them
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜"
    "倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房"
    "滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师仇栾隋商刁沙"
    "荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻厉伊仝区郜海阚花权强帅"
    "屠豆朴盖练廉禹井漆巴籍逄隗郇"
)


_PARTS = re.compile(r"[、，,;；:：/／（）()\n\t]+")
_NOT_A_NAME = re.compile(
    r"(?:公司|集团|局|支队|大队|中队|所|中心|银行|支行|厂|店|部|处|社|院|站|场|户|行|政府|委员会|大学|学校|协会|律师|经理|员|人|者|长)$"
)
_NOBODY = frozenset(
    {"本人", "不详", "未知", "同上", "无", "男", "女", "匿名", "本单位", "拒绝", "未到场", "现场", "邮政"}
)
_HAN_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af\ue000-\uf8ff⿰-⿻]{2,4}$")
_LETTERS = re.compile(r"[A-Za-z]+(?:[ .\-][A-Za-z]+)*$")


def names_in(entry: str) -> tuple[str, ...]:
    """Return the names of persons that an entry holds in which somebody is named: 姓名, 证人, 代理人.

    The first word counts as a name unless it is an office or a firm; what follows (age, post, a second person) only
    where it begins with a surname.

    >>> names_in("李建国（男，45岁，示范县运输公司驾驶员）、王五")
    ('李建国', '王五')
    """
    parts = [part.strip() for part in _PARTS.split(entry) if part.strip()]
    found = [part for place, part in enumerate(parts) if _is_name(part, is_first=place == 0)]
    return tuple(dict.fromkeys(found))


def _is_name(part: str, *, is_first: bool) -> bool:
    if part in _NOBODY or _NOT_A_NAME.search(part) or len(part) > 30:
        return False
    if any(dot in part for dot in DOTS) or (is_first and _LETTERS.match(part)):
        return True
    some = "".join(characters(part))
    return bool(_HAN_NAME.match(some)) and (is_first or some[:2] in COMPOUND or some[0] in SURNAMES)


def characters(name: str) -> tuple[str, ...]:
    """Cut a name into characters as people count them, blanks and invisible marks left out.

    A character keeps its variation selectors and combining marks; a description such as ⿰氵曌 is one character.

    >>> characters("𠮷󠄀田 ⿰氵曌")
    ('𠮷󠄀', '田', '⿰氵曌')
    """
    return tuple(_joined(iter(_clusters(name))))


def mask_person(name: str) -> str:
    """Return what a published text calls a person: the surname, then 某某; nothing of a name of one character.

    Where a dot parts the name, or letters write it, only the first character stays.

    >>> [mask_person(each) for each in ("张三丰", "欧阳锋", "买买提·吐尔逊", "李", "John Smith", "𫔄")]
    ['张某某', '欧阳某某', '买某某', '某某', 'J某某', '某某']
    """
    some = characters(name)
    if len([each for each in some if each not in DOTS]) < 2:
        return HIDDEN if some else ""
    surname = "".join(some[:2])
    is_compound = surname in COMPOUND and len(some) > 2 and not any(each in DOTS for each in some)
    return (surname if is_compound else some[0]) + HIDDEN


def _clusters(name: str) -> Iterator[str]:
    """Base characters with what hangs on them."""
    cluster = ""
    for character in name:
        if cluster and _hangs_on(character):
            cluster += character
            continue
        if cluster:
            yield cluster
        cluster = "" if _is_nothing(character) else character
    if cluster:
        yield cluster


def _hangs_on(character: str) -> bool:
    code = ord(character)
    selects = 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF
    return selects or unicodedata.category(character) in ("Mn", "Me", "Mc")


def _is_nothing(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cf", "Cc")


def _joined(clusters: Iterator[str]) -> Iterator[str]:
    for cluster in clusters:
        yield _described(cluster, clusters)


def _described(first: str, rest: Iterator[str]) -> str:
    """A description takes its parts along, which may be descriptions again; one that breaks off is what there is."""
    parts = 2 if first in _JOINS_TWO else 3 if first in _JOINS_THREE else 0
    whole = first
    for _ in range(parts):
        following = next(rest, "")
        whole += _described(following, rest) if following else ""
    return whole
