# Measures the module against a bare HttpClient and against what one would write with Invoke-RestMethod.
# Every figure is one process of its own against a server in another; the middle one of -Runs counts.
# Ratios are within this run, on this machine: nothing here asserts a time.
[CmdletBinding()]
param(
    [string] $Module = "$PSScriptRoot/../../out/PimPowerShell/PimPowerShell.psd1",
    [int] $Runs = 5,
    # Some of the rows alone.
    [ValidateSet('All', 'Akeneo', 'Shard', 'Bulk', 'Export', 'Pims', 'Import')]
    [string] $Only = 'All',
    # Writes the table into docs/benchmarks.md.
    [switch] $Update
)

$ErrorActionPreference = 'Stop'
if ($Update -and $Only -ne 'All') { throw 'The table has all rows or none: -Update takes no -Only.' }
$Module = (Resolve-Path $Module).Path
$shell = (Get-Process -Id $PID).Path
dotnet build "$PSScriptRoot/PimPowerShell.Benchmarks.csproj" -c Release -v q -nologo | Out-Host
$program = "$PSScriptRoot/bin/Release/net10.0/PimPowerShell.Benchmarks.dll"
$bare = "$PSScriptRoot/BareModule/bin/Release/netstandard2.0/BareModule.dll"

function Open-Server([int] $Products, [int] $Latency) {
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', "`"$program`" serve $Products $Latency")
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    [pscustomobject]@{ Process = $process; Url = $process.StandardOutput.ReadLine() }
}

$logins = @{
    Akeneo = "-Credential ([pscredential]::new('bench', `$secret)) -ClientId bench -ClientSecret `$secret -RequestsPerSecond 0"
    Pims = '-ApiKey $secret'
}

# A script block in a fresh PowerShell: seconds that it says it took, and the peak of the process's memory.
function Measure-Shell([string] $Code, [string] $Url, [string] $Provider = 'Akeneo') {
    $connect = "`$secret = ConvertTo-SecureString bench -AsPlainText -Force; Connect-Pim -Url $Url $($logins[$Provider])"
    $text = "`$ProgressPreference = 'SilentlyContinue'; Import-Module '$Module'; $connect; `$clock = [Diagnostics.Stopwatch]::StartNew(); $Code; `$clock.Stop(); " +
        "[string]::Format([cultureinfo]::InvariantCulture, '{0:0.000} {1:0}', `$clock.Elapsed.TotalSeconds, (Get-Process -Id `$PID).PeakWorkingSet64 / 1MB)"
    Read-Figure (& $shell -NoProfile -NonInteractive -Command $text)
}

function Measure-Bare([string[]] $Arguments) { Read-Figure (dotnet $program @Arguments) }

function Read-Figure([string[]] $Output) {
    $seconds, $memory, $null = ($Output | Select-Object -Last 1) -split ' '
    [pscustomobject]@{ Seconds = [double]::Parse($seconds, [cultureinfo]::InvariantCulture); Memory = [double]::Parse($memory, [cultureinfo]::InvariantCulture) }
}

# The middle figure of several, of measurements that take turns so that a busy moment hits all of them.
function Measure-Each([System.Collections.IDictionary] $Measurements, [int] $Times = $Runs) {
    $figures = @{}
    foreach ($name in $Measurements.Keys) { $figures[$name] = [System.Collections.Generic.List[object]]::new() }
    for ($i = 0; $i -lt $Times; $i++) {
        foreach ($name in $Measurements.Keys) { $figures[$name].Add((& $Measurements[$name])) }
    }
    $middle = [ordered]@{}
    foreach ($name in $Measurements.Keys) {
        $middle[$name] = [pscustomobject]@{
            Seconds = ($figures[$name].Seconds | Sort-Object)[[int][Math]::Floor($Times / 2)]
            Memory = ($figures[$name].Memory | Measure-Object -Maximum).Maximum
        }
    }
    $middle
}

$rows = [System.Collections.Generic.List[object]]::new()
function Add-Row([string] $What, [string] $How, $Figure, [string] $Ratio, [string] $Goal) {
    $row = [pscustomobject]@{
        What = $What; How = $How
        Seconds = $Figure.Seconds.ToString('0.00', [cultureinfo]::InvariantCulture)
        'Peak MB' = $Figure.Memory.ToString('0', [cultureinfo]::InvariantCulture)
        Ratio = $Ratio; Goal = $Goal
    }
    $rows.Add($row)
    Write-Host ($row | Format-Table -HideTableHeaders | Out-String -Width 160).Trim()
}
function Ratio($a, $b) { ($a / $b).ToString('0.00', [cultureinfo]::InvariantCulture) }

$loop = @'
$headers = @{{ Authorization = 'Bearer bench' }}
$uri = '{0}/api/rest/v1/products-uuid?pagination_type=search_after&limit=100'
$n = 0
while ($uri) {{ $page = Invoke-RestMethod -Uri $uri -Headers $headers; foreach ($p in $page._embedded.items) {{ {1} }}; $uri = $page._links.next.href }}
'@

function Measure-Akeneo {
    $server = Open-Server 20000 0
    try {
        $url = $server.Url
        $m = Measure-Each ([ordered]@{
            bare = { Measure-Bare 'read', $url }
            module = { Measure-Shell '$null = Get-PimProduct | Measure-Object' $url }
            loop = { Measure-Shell ($loop -f $url, '$n++') $url }
            moduleValues = { Measure-Shell '$null = Get-PimProduct | ForEach-Object { $_.Values.name[0].data } | Measure-Object' $url }
            loopValues = { Measure-Shell ($loop -f $url, '$null = $p.values.name[0].data; $n++') $url }
        })
        Add-Row 'read 20,000, 0 ms' 'bare HttpClient, JsonDocument' $m.bare '1' ''
        Add-Row 'read 20,000, 0 ms' 'Get-PimProduct \| Measure-Object' $m.module "$(Ratio $m.module.Seconds $m.bare.Seconds) x bare" 'at most 1.6'
        Add-Row 'read 20,000, 0 ms' 'Invoke-RestMethod loop' $m.loop "$(Ratio $m.loop.Seconds $m.module.Seconds) x module" 'at least 5'
        Add-Row 'read 20,000 and one value of each' 'Get-PimProduct' $m.moduleValues "$(Ratio $m.moduleValues.Seconds $m.bare.Seconds) x bare" ''
        Add-Row 'read 20,000 and one value of each' 'Invoke-RestMethod loop' $m.loopValues "$(Ratio $m.loopValues.Seconds $m.moduleValues.Seconds) x module" ''
        $small = $m.module
    }
    finally { $server.Process.Kill() }

    $server = Open-Server 200000 0
    try {
        $url = $server.Url
        $m = Measure-Each ([ordered]@{ module = { Measure-Shell '$null = Get-PimProduct | Measure-Object' $url } }) 3
        Add-Row 'read 200,000, 0 ms' 'Get-PimProduct \| Measure-Object' $m.module "$(($m.module.Memory - $small.Memory).ToString('+0;-0')) MB to 20,000" 'at most +30 MB, 200 MB'
    }
    finally { $server.Process.Kill() }

    $server = Open-Server 20000 100
    try {
        $url = $server.Url
        $m = Measure-Each ([ordered]@{
            alone = { Measure-Shell '$null = Get-PimProduct | Measure-Object' $url }
            consumer = { Measure-Shell '$n = 0; Get-PimProduct | ForEach-Object { if (++$n % 100 -eq 0) { [System.Threading.Thread]::Sleep(100) } }' $url }
        }) 1
        Add-Row 'read 20,000, 100 ms a request' 'Get-PimProduct \| Measure-Object' $m.alone '' ''
        # the slower of the two sides is the reading: 201 requests of 100 ms
        Add-Row 'the same, a consumer of 100 ms a page' 'Get-PimProduct \| ForEach-Object' $m.consumer "$(Ratio $m.consumer.Seconds $m.alone.Seconds) x the slower side" 'at most 1.15'

        $items = '$items = foreach ($i in 1..10000) { @{ uuid = "00000000-0000-4000-8000-{0:d12}" -f $i; enabled = $true } }; $clock.Restart(); '
        $m = Measure-Each ([ordered]@{
            one = { Measure-Bare 'write', $url, '10000' }
            four = { Measure-Bare 'write4', $url, '10000' }
            module = { Measure-Shell ($items + '$results = $items | Invoke-PimBulkUpsert; if ($results.Count -ne 10000) { throw }') $url }
        }) 3
        Add-Row '10,000 upserts, 100 ms a request' 'bare HttpClient, one at a time' $m.one '' ''
        Add-Row '10,000 upserts, 100 ms a request' 'bare HttpClient, four in flight' $m.four '1' ''
        Add-Row '10,000 upserts, 100 ms a request' 'Invoke-PimBulkUpsert' $m.module "$(Ratio $m.module.Seconds $m.four.Seconds) x bare" 'at most 2.8 s'
    }
    finally { $server.Process.Kill() }
}

# One reader, and four that share the list: what Split-PimProductQuery costs is part of it.
function Measure-Shard {
    $server = Open-Server 60000 100
    try {
        $url = $server.Url
        $four = '$session = Get-PimSession -Default; $n = Split-PimProductQuery 4 | ForEach-Object -ThrottleLimit 4 -Parallel { ' +
            "Import-Module '$Module'; " + 'Get-PimProduct -Filter $_ -Session $using:session | Measure-Object } | Measure-Object Count -Sum; if ($n.Sum -ne 60000) { throw }'
        $m = Measure-Each ([ordered]@{
            one = { Measure-Shell '$null = Get-PimProduct | Measure-Object' $url }
            four = { Measure-Shell $four $url }
        }) 1
        Add-Row 'read 60,000, 100 ms a request' 'Get-PimProduct' $m.one '1' ''
        Add-Row 'read 60,000, 100 ms a request' 'Split-PimProductQuery 4, four runspaces' $m.four "$(Ratio $m.one.Seconds $m.four.Seconds) x as fast" 'at least 3.5'
    }
    finally { $server.Process.Kill() }
}

# Lines of a file, as fast as they go, and many more of them.
function Measure-Bulk {
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) ([System.IO.Path]::GetRandomFileName())
    $null = New-Item $folder -ItemType Directory
    $server = Open-Server 1000 0
    try {
        $url = $server.Url
        foreach ($count in 10000, 100000, 500000) { dotnet $program make-file "$folder/$count.jsonl" $count }
        $check = '-SummaryVariable summary | Measure-Object; if ($summary.Updated -ne {0}) {{ throw }}'
        $file = { param($count) Measure-Shell ("`$null = Invoke-PimBulkUpsert -Path '$folder/$count.jsonl' " + ($check -f $count)) $url }
        $pipe = { param($count) Measure-Shell ("`$null = [System.IO.File]::ReadLines('$folder/$count.jsonl') | Invoke-PimBulkUpsert " + ($check -f $count)) $url }
        # the runtime compiles while the first seconds go by; a run within a session that has made another shows what is left
        $again = { param($count) Measure-Shell ("foreach (`$i in 1..3) { `$clock.Restart(); `$null = Invoke-PimBulkUpsert -Path '$folder/$count.jsonl' " + ($check -f $count) + ' }') $url }
        $m = Measure-Each ([ordered]@{
            bare = { Measure-Bare 'write-file', $url, "$folder/100000.jsonl" }
            read = { Measure-Bare 'write-file-read', $url, "$folder/100000.jsonl" }
            file = { & $file 100000 }
            again = { & $again 100000 }
            pipe = { & $pipe 100000 }
        }) 3
        Add-Row '100,000 lines of 2 kB, 0 ms' 'bare HttpClient, four in flight' $m.bare '1' ''
        Add-Row '100,000 lines of 2 kB, 0 ms' 'the same, each line read once as JSON' $m.read "$(Ratio $m.read.Seconds $m.bare.Seconds) x bare" ''
        Add-Row '100,000 lines of 2 kB, 0 ms' 'Invoke-PimBulkUpsert -Path' $m.file "$(Ratio $m.file.Seconds $m.bare.Seconds) x bare" 'at most 1.3'
        Add-Row '100,000 lines of 2 kB, 0 ms' 'the same, third run of a session' $m.again "$(Ratio $m.again.Seconds $m.bare.Seconds) x bare" 'at most 1.3'
        Add-Row '100,000 lines of 2 kB, 0 ms' 'ReadLines \| Invoke-PimBulkUpsert' $m.pipe "$(Ratio $m.pipe.Seconds $m.bare.Seconds) x bare" ''
        $m = Measure-Each ([ordered]@{ bare = { Measure-Bare 'write-file', $url, "$folder/500000.jsonl" }; few = { & $pipe 10000 }; file = { & $file 500000 }; pipe = { & $pipe 500000 } }) 1
        Add-Row '500,000 lines of 2 kB, 0 ms' 'bare HttpClient, four in flight' $m.bare '1' ''
        Add-Row '500,000 lines of 2 kB, 0 ms' 'Invoke-PimBulkUpsert -Path' $m.file "$(Ratio $m.file.Seconds $m.bare.Seconds) x bare" ''
        Add-Row '500,000 lines of 2 kB, 0 ms' 'ReadLines \| Invoke-PimBulkUpsert' $m.pipe "$(($m.pipe.Memory - $m.few.Memory).ToString('+0;-0')) MB to 10,000" 'flat, 200 MB'
    }
    finally {
        $server.Process.Kill()
        Remove-Item $folder -Recurse -Force
    }
}

# A first load: products to JSON lines, against the bodies as they are.
function Measure-Export {
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) ([System.IO.Path]::GetRandomFileName())
    $null = New-Item $folder -ItemType Directory
    $export = { param($url) Measure-Shell "`$files = Export-PimCatalog '$folder/catalog' -Include Product -Force; `$null = `$files.Count" $url }
    try {
        $server = Open-Server 20000 0
        try { $few = (Measure-Each ([ordered]@{ few = { & $export $server.Url } }) 1).few }
        finally { $server.Process.Kill() }
        Remove-Item "$folder/catalog" -Recurse

        $server = Open-Server 200000 0
        try {
            $url = $server.Url
            $m = Measure-Each ([ordered]@{
                bare = { Measure-Bare 'copy', $url, "$folder/bodies" }
                read = { Measure-Bare 'copy-read', $url, "$folder/bodies" }
                module = { & $export $url }
            }) 3
            Add-Row 'export 200,000, 0 ms' 'bare HttpClient, bodies to disk' $m.bare '1' ''
            Add-Row 'export 200,000, 0 ms' 'the same, each page read once as JSON' $m.read "$(Ratio $m.read.Seconds $m.bare.Seconds) x bare" ''
            Add-Row 'export 200,000, 0 ms' 'Export-PimCatalog -Include Product' $m.module "$(Ratio $m.module.Seconds $m.bare.Seconds) x bare, $(($m.module.Memory - $few.Memory).ToString('+0;-0')) MB to 20,000" 'at most 1.5, flat'
        }
        finally { $server.Process.Kill() }
    }
    finally { Remove-Item $folder -Recurse -Force }
}

# A write is a call for each product: with a wait it shows what the module adds to the calls, without one what it computes.
function Measure-PimsBackEnd {
    $server = Open-Server 20000 0
    $writes = '$items = foreach ($i in 1..2000) { @{ sku = "SKU-{0:d8}" -f $i; title = "A shirt of light cotton"; price = "19.90"; color = "blue" } }; $clock.Restart(); ' +
        '$results = $items | Invoke-PimBulkUpsert; if ($results.Count -ne 2000 -or $results.Where({ $_.Status -ne "Updated" })) { throw }'
    try {
        $url = $server.Url
        $m = Measure-Each ([ordered]@{
            bare = { Measure-Bare 'pims-read', $url }
            module = { Measure-Shell '$null = Get-PimProduct | Measure-Object' $url Pims }
            moduleValues = { Measure-Shell '$null = Get-PimProduct | ForEach-Object { $_.Values.title } | Measure-Object' $url Pims }
            bareWrite = { Measure-Bare 'pims-write4', $url, '2000' }
            moduleWrite = { Measure-Shell $writes $url Pims }
        })
        Add-Row 'PIMS: read 20,000, 0 ms' 'bare HttpClient, JsonDocument' $m.bare '1' ''
        Add-Row 'PIMS: read 20,000, 0 ms' 'Get-PimProduct \| Measure-Object' $m.module "$(Ratio $m.module.Seconds $m.bare.Seconds) x bare" 'at most 1.6'
        Add-Row 'PIMS: read 20,000 and one value of each' 'Get-PimProduct' $m.moduleValues "$(Ratio $m.moduleValues.Seconds $m.bare.Seconds) x bare" ''
        Add-Row 'PIMS: 2,000 upserts, 0 ms' 'bare HttpClient, four in flight' $m.bareWrite '1' ''
        Add-Row 'PIMS: 2,000 upserts, 0 ms' 'Invoke-PimBulkUpsert' $m.moduleWrite "$(Ratio $m.moduleWrite.Seconds $m.bareWrite.Seconds) x bare" ''
    }
    finally { $server.Process.Kill() }

    $server = Open-Server 20000 20
    try {
        $url = $server.Url
        $m = Measure-Each ([ordered]@{
            bare = { Measure-Bare 'pims-write4', $url, '2000' }
            module = { Measure-Shell $writes $url Pims }
        }) 3
        Add-Row 'PIMS: 2,000 upserts, 20 ms a request' 'bare HttpClient, four in flight' $m.bare '1' ''
        Add-Row 'PIMS: 2,000 upserts, 20 ms a request' 'Invoke-PimBulkUpsert' $m.module "$(Ratio $m.module.Seconds $m.bare.Seconds) x bare" 'at most 1.2'
    }
    finally { $server.Process.Kill() }
}

function Measure-Import {
    $import = { param($path) Read-Figure (& $shell -NoProfile -NonInteractive -Command "`$clock = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$path'; `$clock.Stop(); [string]::Format([cultureinfo]::InvariantCulture, '{0:0.0000} {1:0}', `$clock.Elapsed.TotalSeconds, (Get-Process -Id `$PID).PeakWorkingSet64 / 1MB)") }
    $m = Measure-Each ([ordered]@{ bare = { & $import $bare }; module = { & $import $Module } }) ($Runs * 2 + 1)
    Add-Row 'import' 'a binary module of one cmdlet' $m.bare '' ''
    Add-Row 'import' 'PimPowerShell' $m.module "$((($m.module.Seconds - $m.bare.Seconds) * 1000).ToString('+0;-0')) ms" 'at most +50 ms'
}

if ($Only -in 'All', 'Akeneo') { Measure-Akeneo }
if ($Only -in 'All', 'Shard') { Measure-Shard }
if ($Only -in 'All', 'Bulk') { Measure-Bulk }
if ($Only -in 'All', 'Export') { Measure-Export }
if ($Only -in 'All', 'Pims') { Measure-PimsBackEnd }
if ($Only -in 'All', 'Import') { Measure-Import }

$table = @('| what | how | seconds | peak MB | ratio | goal |', '|---|---|---:|---:|---|---|') +
    ($rows | ForEach-Object { "| $($_.What) | $($_.How) | $($_.Seconds) | $($_.'Peak MB') | $($_.Ratio) | $($_.Goal) |" })
$table
if ($Update) {
    $file = "$PSScriptRoot/../../docs/benchmarks.md"
    $text = [System.IO.File]::ReadAllText($file)
    $about = "PowerShell $($PSVersionTable.PSVersion), .NET $([Environment]::Version), $([Environment]::ProcessorCount) cores, $([System.Runtime.InteropServices.RuntimeInformation]::OSDescription.Split('#')[0].Trim()), $([DateTime]::UtcNow.ToString('yyyy-MM-dd')):"
    $fresh = "<!-- measured -->`n$about`n`n$($table -join "`n")`n<!-- /measured -->"
    [System.IO.File]::WriteAllText($file, [regex]::Replace($text, '(?s)<!-- measured -->.*<!-- /measured -->', $fresh.Replace('$', '$$')))
}
