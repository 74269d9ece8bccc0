#!/bin/sh
# Builds, tests and packages the module:  ./build.sh build|package|test|soak|demo|bench|docs|clean
# Where there is a PowerShell, build.ps1 does it all. What follows here is what can be done without one.
set -eu
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDTERMINALLOGGER=off
export POWERSHELL_TELEMETRY_OPTOUT=1 POWERSHELL_UPDATECHECK=Off
command=${1:-build}

if [ "${PIM_NO_PWSH:-}" = 1 ]; then
    reason='PIM_NO_PWSH=1 says to do without PowerShell'
elif command -v pwsh >/dev/null; then
    exec pwsh -NoProfile -NonInteractive -File build.ps1 "$@"
elif dotnet tool restore >/dev/null 2>&1; then
    exec dotnet tool run pwsh -- -NoProfile -NonInteractive -File build.ps1 "$@"
else
    version=$(sed -n "s/.*PowerShell *= @{ Version = '\([0-9.]*\)'.*/\1/p" tools/tools.psd1)
    reason="no pwsh on PATH, and 'dotnet tool restore' gave none; https://aka.ms/install-powershell has $version"
fi

build() {
    dotnet build PimPowerShell.sln -c Release -v q
    dotnet msbuild src/PimPowerShell -p:Configuration=Release "-t:${1:-LayOutModule}" -v:q -nologo
    echo "Module: $PWD/out/PimPowerShell/PimPowerShell.psd1"
}

case $command in
build)
    build
    ;;
package)
    build PackageModule
    echo "Package: $PWD/out/PimPowerShell.zip"
    ;;
test)
    build PackageModule
    rm -rf out/TestResults
    ended=0
    dotnet test PimPowerShell.sln -c Release --no-build -v q -m:1 --results-directory out/TestResults \
        --logger 'trx;LogFilePrefix=xunit' --logger 'console;verbosity=minimal' || ended=$?
    echo
    echo "Pester: not run ($reason)"
    echo
    failed=0
    sed -n 's/.*<Counters total="\([0-9]*\)" executed="\([0-9]*\)" passed="\([0-9]*\)".*/\1 \2 \3/p' out/TestResults/*.trx |
        awk -v ended="$ended" '
            { total += $1; executed += $2; passed += $3 }
            END {
                failed = executed - passed
                if (ended && !failed) failed = 1
                printf "%d passed, %d failed, %d skipped\n", passed, failed, total - executed
                exit failed > 0
            }' || failed=1
    sed -n '/<UnitTestResult .*outcome="Failed"/s/.* testName="\([^"]*\)".*/failed: \1/p' out/TestResults/*.trx | head -n 40
    exit $failed
    ;;
demo)
    echo "The demo in C#: $reason"
    dotnet run --project samples/Demo -c Release
    ;;
clean)
    rm -rf out src/*/bin src/*/obj tests/*/bin tests/*/obj samples/*/bin samples/*/obj
    ;;
soak | bench | docs)
    echo "$command needs PowerShell: $reason" >&2
    exit 1
    ;;
*)
    sed -n '2s/^# //p' build.sh >&2
    exit 2
    ;;
esac
