# A date has no time of day: what goes through JSON and back stays on its day, east and west of Greenwich.

BeforeDiscovery {
    # the zone of a process is its environment's on Unix alone
    $zones = if ($IsLinux -or $IsMacOS) { 'America/New_York', 'Asia/Tokyo' } else { [TimeZoneInfo]::Local.Id }
}

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
}

Describe 'Dates in <_>' -ForEach $zones {
    BeforeAll {
        $before, $env:TZ = $env:TZ, $_
        try {
            $run = Invoke-InFreshPwsh {
                $sandbox = Start-PimSandbox -Edition Serenity -Provider Akeneo -ProductCount 20
                Connect-Pim -Url $sandbox.Url -Credential $sandbox.Credential -ClientId $sandbox.ClientId -ClientSecret $sandbox.ClientSecret
                function Tell($Name, $Value) { "$Name=$($Value -join ',')" }
                $null = New-PimProduct -Identifier D1 -Values @{ release_date = '2024-03-04' }
                function Get-Day { (Get-PimProduct D1).GetValue('release_date').Substring(0, 10) }
                function Get-Copy { Get-PimProduct D1 | ConvertTo-Json -Depth 9 | ConvertFrom-Json }
                Tell offset ([TimeZoneInfo]::Local.BaseUtcOffset.TotalHours)
                Get-Copy | Set-PimProduct
                Tell set (Get-Day)
                $null = Get-Copy | Invoke-PimBulkUpsert
                Tell bulk (Get-Day)
                Tell same (Get-Copy | Invoke-PimBulkUpsert -OnlyChanged).Status
                $read = (Get-Copy).Values.release_date.data
                Set-PimProduct D1 -Values @{ release_date = $read }
                Tell value (Get-Day)
                Tell filter (Get-PimProduct -Filter @{ 'release_date =' = $read; identifier = 'D1' }).Identifier
                foreach ($name in 'here', 'noon', 'utc', 'plain', 'dateonly') {
                    $day = switch ($name) {
                        here { [datetime]::new(2024, 5, 6, 0, 0, 0, [DateTimeKind]::Local) }
                        noon { [datetime]::new(2024, 5, 6, 12, 34, 56, [DateTimeKind]::Local) }
                        utc { [datetime]::new(2024, 5, 6, 0, 0, 0, [DateTimeKind]::Utc) }
                        plain { [datetime]'2024-05-06' }
                        dateonly { if ('DateOnly' -as [type]) { [DateOnly]::new(2024, 5, 6) } else { '2024-05-06' } }
                    }
                    Set-PimProduct D1 -Values @{ release_date = $day }
                    Tell $name (Get-Day)
                    Tell "$name-filter" (Get-PimProduct -Filter @{ 'release_date =' = $day; identifier = 'D1' }).Identifier
                    # in a whole product, where nothing tells a date from a text, one without a zone is left to the server
                    if ($name -ne 'plain') {
                        [pscustomobject]@{ Identifier = 'D1'; Values = @{ release_date = @(@{ locale = $null; scope = $null; data = $day }) } } | Set-PimProduct
                    }
                    Tell "$name-object" (Get-Day)
                    $row = [pscustomobject]@{ identifier = 'D1'; release_date = $day } | ConvertFrom-PimRow
                    Tell "$name-row" $row.values.release_date.data
                }

                Set-PimAttribute release_date -DateMin ([datetime]'2020-01-01') -DateMax '2030-01-01T00:00:00+00:00'
                Tell limits ((Get-PimAttribute release_date | ForEach-Object { $_.DateMin, $_.DateMax }) -replace 'T.*')
                Get-PimAttribute release_date | ConvertTo-Json -Depth 9 | ConvertFrom-Json | Set-PimAttribute
                Tell kept ((Get-PimAttribute release_date | ForEach-Object { $_.DateMin, $_.DateMax }) -replace 'T.*')

                $asset = Get-PimAsset -AssetFamily packshots -First 1
                Set-PimAsset $asset.Code -AssetFamily packshots -StartDate ([datetime]'2024-01-01') -EndDate $read -Value @{ taken = '2024-05-05' }
                function Get-Asset { Get-PimAsset $asset.Code -AssetFamily packshots }
                Tell asset (Get-Asset | ForEach-Object { $_.StartDate, $_.EndDate, $_.Values.taken.data.Substring(0, 10) })
                Get-Asset | ConvertTo-Json -Depth 9 | ConvertFrom-Json | Set-PimAsset
                Tell assetkept (Get-Asset | ForEach-Object { $_.StartDate, $_.EndDate, $_.Values.taken.data.Substring(0, 10) })

                # a field with a time keeps its instant
                $time = [datetime]::new(2024, 3, 4, 0, 0, 0, [DateTimeKind]::Utc).ToLocalTime()
                $asked = Get-PimProduct -First 1 -UpdatedSince $time -Verbose 4>&1 | Where-Object { "$_" -match 'updated' } | ForEach-Object { [uri]::UnescapeDataString("$_") }
                Tell instant ("$asked" -match '2024-03-04[ +]00:00:00')
            }
        }
        finally { $env:TZ = $before }
        $run.Error | Should -BeNullOrEmpty
        $told = @{}
        foreach ($line in $run.Output) { $name, $value = $line -split '=', 2; $told[$name] = $value }
    }

    It 'runs in that zone' -Skip:(-not ($IsLinux -or $IsMacOS)) {
        $told.offset | Should -Be @{ 'America/New_York' = '-5'; 'Asia/Tokyo' = '9' }[$_]
    }

    It 'stay on their day over JSON and back: <_>' -ForEach set, bulk, value {
        $told[$_] | Should -Be '2024-03-04'
    }

    It 'are the same for -OnlyChanged, and found by -Filter' {
        $told.same | Should -Be Unchanged
        $told.filter | Should -Be D1
    }

    It 'are the day that they say: <_>' -ForEach here, noon, utc, plain, dateonly {
        $told[$_], $told["$_-object"], $told["$_-row"] | Should -Be '2024-05-06', '2024-05-06', '2024-05-06'
        $told["$_-filter"] | Should -Be D1
    }

    It 'limit an attribute, and go back' {
        $told.limits, $told.kept | Should -Be '2020-01-01,2030-01-01', '2020-01-01,2030-01-01'
    }

    It 'begin and end the use of an asset, and go back' {
        $told.asset, $told.assetkept | Should -Be '2024-01-01,2024-03-04,2024-05-05', '2024-01-01,2024-03-04,2024-05-05'
    }

    It 'with a time keep their instant' {
        $told.instant | Should -Be True
    }
}
