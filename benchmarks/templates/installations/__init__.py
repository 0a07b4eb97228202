"""Other installations of the known platforms, which benchmarks/installations.py reads: each an article page and a page
that is none, written by somebody who did not know the rules."""

from benchmarks.templates.installations import (
    khanh_hoa_and_bac_ninh,
    liferay,
    nukeviet,
    sharepoint,
    vccorp_and_ha_tinh,
    vnpt_and_common,
    wordpress,
)
from benchmarks.templates.installations.written import Installation

__all__ = ["INSTALLATIONS", "Installation"]

INSTALLATIONS: tuple[Installation, ...] = (
    *nukeviet.INSTALLATIONS,
    *liferay.INSTALLATIONS,
    *sharepoint.INSTALLATIONS,
    *vnpt_and_common.INSTALLATIONS,
    *vccorp_and_ha_tinh.INSTALLATIONS,
    *khanh_hoa_and_bac_ninh.INSTALLATIONS,
    *wordpress.INSTALLATIONS,
)
