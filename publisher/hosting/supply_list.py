"""The list of what others made of a site, for programs, as CycloneDX has it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL


def as_list(supplied: Iterable[tuple[str, str, str, str]]) -> str:
    """The list as JSON, the same at whatever time it is made.

    Of each component its name, version, licence by SPDX and package URL.
    """
    components = [_listed(*about) for about in supplied]
    number = uuid.uuid5(uuid.NAMESPACE_URL, " ".join(str(component.purl) for component in components))
    bom = Bom(components=components, serial_number=number)
    # It is left out then, as the format allows.
    bom.metadata.timestamp = None  # type: ignore[assignment]
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def _listed(name: str, version: str, licence: str, address: str) -> Component:
    return Component(
        type=ComponentType.LIBRARY,
        name=name,
        version=version,
        bom_ref=address,
        licenses=[LicenseFactory().make_from_string(licence)],
        purl=PackageURL.from_string(address),
    )
