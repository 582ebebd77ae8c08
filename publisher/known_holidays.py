"""The public holidays of countries, by the `holidays` package, which stands in a folder of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from warnings import catch_warnings, simplefilter

from publisher.holiday_proposal import Known, Named
from publisher.mendable import Mendable
from publisher.policy_file.findings import MOST_NAMES, instead


class NoCountry(Mendable):
    """There is no such country or region, with what would be right."""


def known_holidays(folder: Path, country: str) -> tuple[Known, str]:
    """Those of a country, by its code or name, or of a region such as `DE-BY`, and by what they are known.

    Raises NoCountry.
    """
    sys.path.append(str(folder))
    package = import_module("holidays")
    codes = {name.upper(): code for name, code, *_ in import_module("holidays.registry").COUNTRIES.values()}
    code, _, region = codes.get(country.upper().replace(" ", ""), country).partition("-")
    regions = {code: of for code, of in package.list_supported_countries().items() if len(code) == 2}
    if code not in regions:
        raise NoCountry(f"'{code}' is no country whose holidays are known{instead(code, tuple(regions))}")
    if region and region not in regions[code]:
        raise NoCountry(f"'{region}' is no region of {code}{instead(region, tuple(regions[code]))}")

    def known(years: Iterable[int], observed: bool) -> Named:
        with catch_warnings():
            # Some are known for fewer years than a rule is tried in, and are no rule then.
            simplefilter("ignore", UserWarning)
            found: Named = package.country_holidays(
                code, subdiv=region or None, years=list(years), observed=observed, language="en_US"
            )
        return found

    of = f"{code}-{region}" if region else code
    more = [f"{code}-{one}" for one in regions[code] if one != region][:MOST_NAMES]
    others = f", and there are regions such as {', '.join(more)}" if more and not region else ""
    return known, f"the holidays package {package.__version__} for {of}{others}"
