"""What an archived file and its supplement must carry. Cases that say nothing of it are not judged by it."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.follow_ups import was_archived
from hengtu.law.procedure.moment import Moment


def missing_is_explained(moment: Moment) -> Iterator[Objection]:
    """Each paper the file lacks is supplied, or the index says why not (APL:47)."""
    for row in moment.asked("missing") or ():
        if row.get("must") and not str(row.get("reason") or "").strip():
            yield curable(
                "file_incomplete",
                f"卷内还缺{row.get('what')}：{row.get('why')}",
                ("APL:47",),
                f"请{row.get('way_out')}；补不了的，写明理由，记入卷内目录。",
            )


def retention_is_reasoned(moment: Moment) -> Iterator[Objection]:
    """Whoever keeps a file for another period than the one proposed says why."""
    proposed, chosen = moment.asked("retention_proposed"), moment.asked("retention")
    if proposed and chosen and proposed != chosen and not str(moment.asked("retention_because") or "").strip():
        yield curable(
            "retention_unreasoned",
            f"保管期限从建议的{proposed}改为{chosen}，没有写明理由",
            ("APL:47",),
            "请写明改变保管期限的理由。",
        )


def there_is_a_file(moment: Moment) -> Iterator[Objection]:
    """Only what was archived is supplemented, a file whose case is open again included."""
    if not was_archived(moment.situation):
        yield void("not_archived", "本案还没有归档，没有可以补充的案卷", ("APL:47",), "请先立卷归档。")


def something_to_add(moment: Moment) -> Iterator[Objection]:
    """A supplement binds at least one paper."""
    if not moment.asked("papers"):
        yield curable(
            "nothing_to_add",
            "没有归档以后形成的材料可以补充",
            ("APL:47",),
            "请先登记或者上传要补充的材料。",
        )
