"""What axe-core finds on a picture: each view, at desktop and phone width, light and dark.

    python benchmarks/accessibility.py PAGE.html [--axe FOLDER]

Fetches axe-core from npm into FOLDER once (default: a folder under the system's temporary one), and drives Debian's Chromium. Prints a line
a view, and each violation; ends with exit code 1 where there is one.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.picture.browser import browser_in

AXE = "axe-core@4.14.1"
RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
FIRST = "document.querySelector('#panel .facts button').click();"
PATH = """const field = document.getElementById('path-to'); field.value = document.querySelector('#panel .facts bdi').innerText;
  field.dispatchEvent(new Event('input')); field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));"""
SEARCH = "const field = document.getElementById('wanted'); field.value = 'in'; field.dispatchEvent(new Event('input'));"
VIEWS = {
    "start": "",
    "a thing": FIRST,
    "its relation": FIRST + FIRST,
    "one step further": FIRST + "document.getElementById('further').click();",
    "a path": FIRST + PATH,
    "search": SEARCH,
    "filters": "document.querySelectorAll('#legend details, .save').forEach((part) => { part.open = true; });"
    "document.querySelector('#legend input').click();",
    "table": "document.getElementById('table').open = true;",
    "English": "document.querySelector('[data-language=en]').click();",
}
SCREENS = {"desktop": (1400, 900), "phone": (390, 844)}


def axe(folder: Path) -> str:
    """The script of axe-core."""
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--prefix", str(folder), "--silent", AXE], check=True)  # noqa: S607
    return script.read_text(encoding="utf-8")


def main() -> int:
    """Runs all views."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", type=Path)
    parser.add_argument("--axe", type=Path, default=Path(tempfile.gettempdir()) / "toezichtgraaf-axe")
    options = parser.parse_args()
    script = axe(options.axe)
    violations = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, browser_in(Path(folder)) as browser:
        for screen, (width, height) in SCREENS.items():
            for dark in (False, True):
                for view, steps in VIEWS.items():
                    browser.open(options.page.resolve(), width=width, height=height, dark=dark)
                    browser.run(f"(() => {{ {steps} }})()")
                    browser.settle()
                    browser.run(script + ";0")
                    found = browser.run(
                        f"axe.run(document, {{ runOnly: {RULES} }}).then(({{ violations, passes }}) => ({{ passes: passes.length,"
                        "violations: violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]) }))"
                    )
                    print(f"{screen}, {'dark' if dark else 'light'}, {view}: {found['passes']} rules passed")
                    for rule, nodes in found["violations"]:
                        violations += len(nodes)
                        print(f"  {rule}: {len(nodes)}, as in {nodes[0]}")
    print(f"{violations} violations")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
