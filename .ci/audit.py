"""Known vulnerabilities in what is installed here and in requirements.lock, as pip-audit finds them.

Ends with 1 if there is one. Where the service that knows them cannot be reached, that is said in a line
and is no fault. Options are handed on to pip-audit.
"""

import json
import subprocess
import sys

WHAT = {
    "installed": ["--local", "--skip-editable"],
    "requirements.lock": ["--requirement", "requirements.lock", "--no-deps", "--disable-pip"],
}
SECONDS = 300


def audit(what, arguments):
    """Print what was found; False if there is a known vulnerability."""
    command = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off", *arguments]
    reason = f"no answer in {SECONDS} seconds"
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)  # noqa: S603
        reason = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        found = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        print(f"pip-audit: {what}: the service cannot be reached from here ({reason[:200]})")
        return True
    unknown = sum("skip_reason" in package for package in found)
    flaws = [(package, flaw) for package in found for flaw in package.get("vulns", ())]
    print(f"pip-audit: {what}: {len(flaws)} flaws, {len(found) - unknown} of {len(found)} packages looked up")
    for package, flaw in flaws:
        fixed = ", ".join(flaw["fix_versions"]) or "no version yet"
        print(f"  {package['name']} {package['version']}: {flaw['id']}, fixed in {fixed}")
    return not flaws


if __name__ == "__main__":
    clean = [audit(what, [*arguments, *sys.argv[1:]]) for what, arguments in WHAT.items()]
    sys.exit(not all(clean))
