# One result for each input, whatever the server does meanwhile.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05 }
    $all = Get-PimProduct
    $knobs = 'FailEvery', 'FailAfterActingEvery', 'ResetEvery', 'ResetAfterActingEvery', 'HalfBodyEvery', 'RequestsPerSecond', 'LatencyMilliseconds', 'DownAfter'

    # new products by identifier
    function Get-Row([int] $Count, [string] $Prefix) {
        foreach ($i in 1..$Count) { [pscustomobject]@{ identifier = "$Prefix-$i"; family = 'lamps'; enabled = [bool]($i % 2) } }
    }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Invoke-PimBulkUpsert' {
    BeforeEach {
        Select-PimSession $session
        foreach ($reset in $knobs) { $sandbox.Options.$reset = 0 }
        $sandbox.Options.SendRetryAfter = $true
    }

    Context 'results' {
        It 'gives one for each input, with all its properties' {
            $rows = Get-Row 3 results
            $results = $rows | Invoke-PimBulkUpsert
            $results.Count | Should -Be 3
            $results[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.UpsertResult'
            $results[0].PSObject.Properties.Name | Should -Be 'Index', 'Resource', 'Key', 'Status', 'StatusCode', 'Message', 'Errors', 'Attempts', 'Differences', 'InputObject'
            $results.Index | Should -Be 0, 1, 2
            $results.Key | Should -Be 'results-1', 'results-2', 'results-3'
            $results.Status | Should -Be 'Created', 'Created', 'Created'
            $results.StatusCode | Should -Be 201, 201, 201
            $results.Attempts | Should -Be 1, 1, 1
            $results[1].InputObject | Should -Be $rows[1]
            $results[1].Errors | Should -BeNullOrEmpty
            ($rows | Invoke-PimBulkUpsert).Status | Should -Be 'Updated', 'Updated', 'Updated'
            (Get-PimProduct results-2).Enabled | Should -BeFalse
            (Get-PimProduct results-2).Family | Should -Be lamps
        }

        It 'takes an array as a parameter' {
            (Invoke-PimBulkUpsert -InputObject (Get-Row 2 array)).Status | Should -Be 'Created', 'Created'
            (Invoke-PimBulkUpsert (Get-Row 2 array)).Status | Should -Be 'Updated', 'Updated'
        }

        It 'takes <What>' -ForEach @(
            @{ What = 'hashtables'; Make = { @{ identifier = 'kinds-1'; family = 'lamps' } } }
            @{ What = 'ordered tables'; Make = { [ordered]@{ identifier = 'kinds-2'; family = 'lamps' } } }
            @{ What = 'rows with names in Pascal case'; Make = { [pscustomobject]@{ Identifier = 'kinds-3'; Family = 'lamps' } } }
            @{ What = 'lines of JSON'; Make = { '{"identifier":"kinds-4","family":"lamps"}' } }
            @{ What = 'JSON over several lines'; Make = { "{`n  `"identifier`": `"kinds-5`",`r`n  `"family`": `"lamps`",`n  `"values`": {`n  }`n}" } }
            @{ What = 'what ConvertFrom-Json gives'; Make = { '{"identifier":"kinds-6","family":"lamps"}' | ConvertFrom-Json } }
            @{ What = 'generic dictionaries'; Make = { $d = [Collections.Generic.Dictionary[string, object]]::new(); $d['identifier'] = 'kinds-7'; $d['family'] = 'lamps'; , $d } }
        ) {
            $result = & $Make | Invoke-PimBulkUpsert
            $result.Status | Should -Be Created
            (Get-PimProduct $result.Key).Family | Should -Be lamps
        }

        It 'takes lines of a file' {
            1..3 | ForEach-Object { @{ identifier = "file-$_"; enabled = $false } | ConvertTo-Json -Compress } | Set-Content "$TestDrive/lines.jsonl"
            $results = Get-Content "$TestDrive/lines.jsonl" | Invoke-PimBulkUpsert
            $results.Key | Should -Be 'file-1', 'file-2', 'file-3'
            $results.Status | Should -Be 'Created', 'Created', 'Created'
        }

        Context '-Path' {
            BeforeAll {
                $folder = Join-Path $TestDrive files
                $null = New-Item $folder -ItemType Directory
                function Add-File([string] $Name, [string] $Text) { [System.IO.File]::WriteAllText("$folder/$Name", $Text, [System.Text.UTF8Encoding]::new($false)) }
            }

            It 'writes each line of each file, and gives its text back' {
                Add-File a1.jsonl "{`"identifier`":`"path-1`",`"family`":`"lamps`"}`n{`"identifier`":`"path-2`",`"family`":`"lamps`"}"
                Add-File a2.jsonl "`u{FEFF}{`"identifier`":`"path-3`",`"family`":`"lamps`"}`r`n`r`n  `r`n{`"identifier`":`"path-4`",`"family`":`"lamps`"}`r`n"
                $results = Invoke-PimBulkUpsert -Path "$folder/a*.jsonl"
                $results.Key | Should -Be 'path-1', 'path-2', 'path-3', 'path-4'
                $results.Index | Should -Be 0, 1, 2, 3
                $results.Status | Sort-Object -Unique | Should -Be Created
                $results[2].InputObject | Should -BeExactly '{"identifier":"path-3","family":"lamps"}'
                ($results.InputObject | Invoke-PimBulkUpsert -OnlyChanged).Status | Sort-Object -Unique | Should -Be Unchanged
            }

            It 'names file and line of what cannot be sent, and writes the others' {
                Add-File bad.jsonl "{`"identifier`":`"path-5`",`"family`":`"lamps`"}`n`n{`"identifier`":`n[1]`n{`"family`":`"lamps`"}`n{`"identifier`":`"path-6`",`"family`":`"lamps`"}`n"
                $results = Invoke-PimBulkUpsert -Path "$folder/bad.jsonl" -ErrorAction SilentlyContinue -ErrorVariable errors | Sort-Object Index
                $results.Status | Should -Be Created, Failed, Failed, Failed, Created
                $results[1].Message | Should -BeLike 'bad.jsonl, line 3: *'
                $results[3].Message | Should -BeLike 'bad.jsonl, line 5 has neither uuid nor identifier.'
                $errors.Count | Should -Be 3
                $errors[0].Exception.Message | Should -Be $results[1].Message
            }

            It 'names file and line in the error of a line that is refused<What>' -ForEach @{ What = ''; More = @{} }, @{ What = ', or found wrong by -Validate'; More = @{ Validate = $true } } {
                Add-File refused.jsonl "{`"identifier`":`"path-20`",`"family`":`"lamps`"}`n`n{`"identifier`":`"path-21`",`"family`":`"no_such`"}`n"
                Invoke-PimBulkUpsert -Path "$folder/refused.jsonl" @More -ErrorAction SilentlyContinue -ErrorVariable errors | Out-Null
                $errors.Count | Should -Be 1
                $errors[0].Exception.Message | Should -BeLike "refused.jsonl, line 3: Product 'path-21': *"
                $errors[0].TargetObject | Should -BeExactly '{"identifier":"path-21","family":"no_such"}'
            }

            It 'names file and line in a warning' {
                Add-File warned.jsonl '{"identifier":"path-22","family":"lamps","associations":{"X_SELL":{"products":["path-none"]}}}'
                Invoke-PimBulkUpsert -Path "$folder/warned.jsonl" -InOrder -SkipMissingItem -WarningAction SilentlyContinue -WarningVariable warnings | Out-Null
                $warnings.Message | Should -BeLike "warned.jsonl, line 1: path-22: Not associated with Product 'path-none'*"
            }

            It 'fails a line that is not in UTF-8, and no other' {
                $bytes = [System.Text.Encoding]::Latin1.GetBytes("{`"identifier`":`"path-7`",`"family`":`"lamps`",`"values`":{`"description`":[{`"data`":`"caf`u{e9}`"}]}}`n{`"identifier`":`"path-8`",`"family`":`"lamps`"}`n")
                [System.IO.File]::WriteAllBytes("$folder/latin.jsonl", $bytes)
                $results = Invoke-PimBulkUpsert -Path "$folder/latin.jsonl" -ErrorAction SilentlyContinue | Sort-Object Index
                $results.Status | Should -Be Failed, Created
                $results[0].Message | Should -BeLike 'latin.jsonl, line 1: *not in UTF-8*'
            }

            It 'takes lines that are longer than any buffer, and none of an empty file' {
                Add-File long.jsonl "{`"identifier`":`"path-9`",`"family`":`"lamps`",`"x`":`"$('y' * 1200000)`"}`n{`"identifier`":`"path-10`",`"family`":`"lamps`"}"
                $results = Invoke-PimBulkUpsert -Path "$folder/long.jsonl" -ErrorAction SilentlyContinue | Sort-Object Index
                $results.Status | Should -Be Failed, Created
                Add-File empty.jsonl ''
                Invoke-PimBulkUpsert -Path "$folder/empty.jsonl" | Should -BeNullOrEmpty
            }

            It 'says before any request that there is no <What>' -ForEach @{ What = 'such file'; Name = 'none.jsonl' }, @{ What = 'file of the pattern'; Name = 'none*.jsonl' }, @{ What = 'file but a folder'; Name = '.' } {
                (Measure-Request $sandbox { { Invoke-PimBulkUpsert -Path "$folder/$Name" } | Should -Throw -ErrorId 'PimInvalidInput,*' }).Requests | Should -Be 0
            }
        }

        It 'does not depend on the culture of the caller: <_>' -ForEach 'tr-TR', 'de-DE', 'ar-SA' {
            $kept = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = [cultureinfo]$_
                $result = [pscustomobject]@{
                    Identifier = "culture-$_"
                    Family     = 'lamps'
                    Values     = @{ weight = @(@{ locale = $null; scope = $null; data = @{ amount = 1.5; unit = 'KILOGRAM' } }) }
                } | Invoke-PimBulkUpsert
                $read = Get-PimProduct "culture-$_"
            }
            finally { [cultureinfo]::CurrentCulture = $kept }
            $result.Status | Should -Be Created
            $read.GetValue('weight').amount | Should -Be '1.5000'
            $read.Updated.Year | Should -Be ([datetime]::UtcNow.Year)
        }

        It 'writes by uuid where there is one' {
            $uuid = [guid]::NewGuid()
            $result = @{ uuid = $uuid; values = @{ sku = @(@{ locale = $null; scope = $null; data = 'by-uuid' }) } } | Invoke-PimBulkUpsert
            $result.Key | Should -Be "$uuid"
            $result.Status | Should -Be Created
            (Get-PimProduct by-uuid).Uuid | Should -Be "$uuid"
        }

        It 'writes both ways in one run, in order' {
            $rows = @(
                @{ identifier = 'mixed-1' }
                @{ uuid = $all[0].Uuid; enabled = $all[0].Enabled }
                @{ identifier = 'mixed-2' }
            )
            $results = $rows | Invoke-PimBulkUpsert | Sort-Object Index
            $results.Key | Should -Be 'mixed-1', $all[0].Uuid, 'mixed-2'
            $results.Status | Should -Be 'Created', 'Updated', 'Created'
        }

        It 'gives a failed line with the server''s words, and a non-terminating error' {
            $rows = @(
                @{ identifier = 'bad-1'; family = 'no_such_family' }
                @{ identifier = 'good-1'; family = 'lamps' }
                @{ identifier = 'bad-2'; family = 'lamps'; values = @{ weight = @(@{ locale = $null; scope = $null; data = 'heavy' }) } }
                @{ identifier = 'bad-3'; family = 'lamps'; values = @{ ean = @(@{ locale = $null; scope = $null; data = 'x' * 300 }) } }
            )
            $results = $rows | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue -ErrorVariable failed
            $results.Count | Should -Be 4
            $results[0].Status | Should -Be Failed
            $results[0].StatusCode | Should -Be 422
            $results[0].Message | Should -Match 'no_such_family'
            $results[1].Status | Should -Be Created
            $results[2].Status | Should -Be Failed
            $results[2].Errors[0].Attribute | Should -Be weight
            $results[3].Status | Should -Be Failed
            $results[3].Errors[0].Attribute | Should -Be 'ean'
            $results[3].Errors[0].Property | Should -Be 'values'
            $results[3].Errors[0].Message | Should -Not -BeNullOrEmpty
            $failed.Count | Should -Be 3
            $failed[0].FullyQualifiedErrorId | Should -Be 'PimItemFailed,PimPowerShell.Commands.Bulk.InvokePimBulkUpsertCommand'
            $failed[0].CategoryInfo.Category | Should -Be InvalidData
            $failed[0].TargetObject | Should -Be $rows[0]
            "$($failed[0])" | Should -Match "Product 'bad-1'.*no_such_family"
            $failed[0].Exception.StatusCode | Should -Be 422
            "$($failed[2])" | Should -Match '\[ean\]'
        }

        It 'ends at the first failure with -ErrorAction Stop' {
            { @{ identifier = 'bad-1'; family = 'no_such_family' } | Invoke-PimBulkUpsert -ErrorAction Stop } | Should -Throw -ErrorId 'PimItemFailed,*'
        }

        It 'is a table at the prompt that shows what went wrong' {
            $results = @{ identifier = 'shown-1'; family = 'no_such_family' }, @{ identifier = 'shown-2' } | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue
            $text = $results | Format-Table | Out-String -Width 200
            $text | Should -Match 'Index\s+Key\s+Status\s+\S*Code\s+Message'
            $text | Should -Match '0\s+shown-1\s+Failed\s+422\s+\S+.*no_such_family'
            $text | Should -Match '1\s+shown-2\s+Created\s+201'
        }
    }

    Context 'inputs that cannot be sent' {
        It 'gives a result for <What>, and writes the others' -ForEach @(
            @{ What = 'an input without key'; Make = { @{ family = 'lamps' } }; Match = 'neither uuid nor identifier' }
            @{ What = 'an empty key'; Make = { @{ identifier = '' } }; Match = 'neither uuid nor identifier' }
            @{ What = 'text that is no JSON'; Make = { 'nonsense' }; Match = 'not one JSON object' }
            @{ What = 'half a JSON object'; Make = { '{"identifier":"half"' }; Match = 'not one JSON object' }
            @{ What = 'two JSON objects'; Make = { '{"identifier":"a"}{"identifier":"b"}' }; Match = 'not one JSON object' }
            @{ What = 'a JSON list'; Make = { '["identifier"]' }; Match = 'not one JSON object' }
            @{ What = 'an empty line'; Make = { '' }; Match = 'not one JSON object' }
            @{ What = 'a number'; Make = { 42 }; Match = 'has to be an object' }
            @{ What = 'a line that is too long'; Make = { @{ identifier = 'long'; values = @{ erp_name = @(@{ locale = $null; scope = $null; data = 'x' * 1000001 }) } } }; Match = '1,?000,?000' }
        ) {
            $bad = & $Make
            $seen = Measure-Request $sandbox {
                @{ identifier = 'before' }, $bad, @{ identifier = 'after' } | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue -ErrorVariable script:failed
            }
            $seen.Output.Count | Should -Be 3
            $result = $seen.Output | Where-Object Index -EQ 1
            $result.Status | Should -Be Failed
            $result.StatusCode | Should -BeNullOrEmpty
            $result.Attempts | Should -Be 0
            $result.Message | Should -Match $Match
            $seen.Lines | Should -Be 2
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimItemFailed,*'
            $failed[0].TargetObject | Should -Be $bad
        }

        It 'takes a line of exactly 1,000,000 bytes' {
            $line = '{"identifier":"exact","values":{"none_such":[{"locale":null,"scope":null,"data":"x"}]}}'
            $line = $line.Replace('"x"', '"' + ('x' * (1000000 - $line.Length + 1)) + '"')
            $line.Length | Should -Be 1000000
            $seen = Measure-Request $sandbox { $line, ($line -replace 'xx', 'xxx' | ForEach-Object { $_.Replace('exact', 'exactly') }) | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue }
            $seen.Lines | Should -Be 1 -Because 'the server looks at the first and never sees the second'
            @($seen.Output | Where-Object StatusCode).Count | Should -Be 1
        }

        It 'gives a result for null in a pipe' {
            $results = @{ identifier = 'null-1' }, $null, @{ identifier = 'null-2' } | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue -ErrorVariable failed
            ($results | Sort-Object Index).Status | Should -Be 'Created', 'Failed', 'Created'
            $failed.Count | Should -Be 1
            (Invoke-PimBulkUpsert $null -ErrorAction SilentlyContinue).Status | Should -Be Failed
        }

        It 'gives a result for null within an array' {
            $results = Invoke-PimBulkUpsert @(@{ identifier = 'nulls-1' }, $null, @{ identifier = 'nulls-2' }) -ErrorAction SilentlyContinue -ErrorVariable failed
            $results.Count | Should -Be 3
            ($results | Where-Object Index -EQ 1).Status | Should -Be Failed
            $failed.Count | Should -Be 1
        }

        It 'sends nothing for nothing' {
            $seen = Measure-Request $sandbox { @() | Invoke-PimBulkUpsert }
            $seen.Output | Should -BeNullOrEmpty
            $seen.Requests | Should -Be 0
        }
    }

    Context 'what was read' {
        It 'changes nothing on the server when sent back' {
            $read = Get-PimProduct -First 120
            $results = $read | Invoke-PimBulkUpsert
            $results.Count | Should -Be 120
            $results | Where-Object Status -NE Updated | Should -BeNullOrEmpty
            $again = Get-PimProduct -First 120
            ($again | ForEach-Object { $_.Updated.ToString('o') }) | Should -Be ($read | ForEach-Object { $_.Updated.ToString('o') })
            ($again | ConvertTo-Json -Depth 20) | Should -Be ($read | ConvertTo-Json -Depth 20)
        }

        It 'changes nothing after a way through JSON' {
            $read = Get-PimProduct -Skip 100 -First 30 -WithCompletenesses -WithQualityScores -WithRootParent
            $results = $read | ConvertTo-Json -Depth 20 | ConvertFrom-Json | Invoke-PimBulkUpsert -ErrorVariable failed
            $failed | Should -BeNullOrEmpty
            $results.Count | Should -Be 30
            $again = Get-PimProduct -Skip 100 -First 30
            ($again | ForEach-Object { $_.Updated.ToString('o') }) | Should -Be ($read | ForEach-Object { $_.Updated.ToString('o') })
        }

        It 'sends what was changed on the object' {
            $lamp = Get-PimProduct -Filter @{ family = 'lamps'; identifier = @{ 'STARTS WITH' = 'LAM-' } } -First 1
            $lamp.Enabled = -not $lamp.Enabled
            ($lamp.Values.name | Where-Object locale -EQ en_US).data = 'Renamed in bulk'
            ($lamp | Invoke-PimBulkUpsert).Status | Should -Be Updated
            $now = Get-PimProduct $lamp.Uuid
            $now.Enabled | Should -Be $lamp.Enabled
            $now.GetValue('name', 'en_US', $null) | Should -Be 'Renamed in bulk'
            $now.GetValue('name', 'fr_FR', $null) | Should -Be $lamp.GetValue('name', 'fr_FR', $null)
        }

        It 'changes nothing of a <Noun> either' -ForEach @(
            @{ Noun = 'Category'; List = { Get-PimCategory } }
            @{ Noun = 'Family'; List = { Get-PimFamily } }
            @{ Noun = 'Attribute'; List = { Get-PimAttribute } }
            @{ Noun = 'Channel'; List = { Get-PimChannel } }
            @{ Noun = 'ProductModel'; List = { Get-PimProductModel } }
        ) {
            $read = @(& $List)
            $results = $read | Invoke-PimBulkUpsert -Resource $Noun -ErrorVariable failed
            $failed | Should -BeNullOrEmpty
            $results.Count | Should -Be $read.Count
            $results | Where-Object { $_.StatusCode -ne 204 } | Should -BeNullOrEmpty
            (& $List | ConvertTo-Json -Depth 20) | Should -Be ($read | ConvertTo-Json -Depth 20)
        }
    }

    Context 'other resources' {
        It 'writes categories' {
            $rows = 1..3 | ForEach-Object { @{ code = "bulk_$_"; parent = 'master'; labels = @{ en_US = "Bulk $_" } } }
            ($rows | Invoke-PimBulkUpsert -Resource Category).Status | Should -Be 'Created', 'Created', 'Created'
            (Get-PimCategory bulk_2).Labels.en_US | Should -Be 'Bulk 2'
        }

        It 'writes families' {
            $result = @{ code = 'bulk_family'; attributes = @('sku', 'name'); attribute_as_label = 'name' } | Invoke-PimBulkUpsert -Resource family
            $result.Status | Should -Be Created
            (Get-PimFamily bulk_family).Attributes | Should -Be 'name', 'sku'
        }

        It 'says what key a category lacks' {
            $result = @{ labels = @{ en_US = 'x' } } | Invoke-PimBulkUpsert -Resource Category -ErrorAction SilentlyContinue
            $result.Message | Should -Match 'no code'
        }

        It 'has none of <Name>: PimNotSupported, before any request' -ForEach @{ Name = 'Locale' }, @{ Name = 'Nonsense' } {
            $seen = Measure-Request $sandbox { Get-Terminating { @{ code = 'x' } | Invoke-PimBulkUpsert -Resource $Name } }
            $seen.Output.FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
            $seen.Output.CategoryInfo.Category | Should -Be NotImplemented
            "$($seen.Output)" | Should -Match 'Category'
            $seen.Requests | Should -Be 0
        }

        It 'completes -Resource' {
            $offers = Complete 'Invoke-PimBulkUpsert -Resource '
            $offers | Should -Contain 'Product'
            $offers | Should -Contain 'Category'
            $offers | Should -Not -Contain 'Locale'
        }

        It 'refuses -CreateMissingOption for categories' {
            (Get-Terminating { @{ code = 'x' } | Invoke-PimBulkUpsert -Resource Category -CreateMissingOption }).FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        }

        It 'sends -CreateMissingOption' {
            $seen = Measure-Request $sandbox { @{ identifier = 'option-1' } | Invoke-PimBulkUpsert -CreateMissingOption -ErrorAction SilentlyContinue }
            $seen.Query.create_missing_options | Should -Be 'true'
        }
    }

    Context 'by identifier' {
        BeforeAll { $old = Connect-TestSandbox $sandbox @{ ProductIdFormat = 'Identifier'; Name = 'old' } }

        It 'writes' {
            $seen = Measure-Request $sandbox { Get-Row 3 old | Invoke-PimBulkUpsert -Session $old }
            $seen.Output.Status | Should -Be 'Created', 'Created', 'Created'
            $seen.Routes.Keys | Should -Contain 'PATCH /api/rest/v1/products'
        }

        It 'says that another identifier among the values is passed over, with <With>' -ForEach @(
            @{ With = 'nothing more'; Option = @{}; Status = 'Updated' }
            @{ With = 'only what differs'; Option = @{ OnlyChanged = $true; DiffVariable = 'differences' }; Status = 'Unchanged' }
            @{ With = 'a preview'; Option = @{ WhatIf = $true; OnlyChanged = $true; DiffVariable = 'differences' }; Status = 'Unchanged' }
        ) {
            $row = @{ identifier = 'passed-1'; values = @{ sku = @(@{ locale = $null; scope = $null; data = 'passed-2' }); erp_name = @(@{ locale = $null; scope = $null; data = 'x' }) } }
            $null = New-PimProduct passed-1 -Values @{ erp_name = 'x' } -Session $old -ErrorAction SilentlyContinue
            $differences = $null
            $result = $row | Invoke-PimBulkUpsert -Session $old @Option -WarningVariable warned -WarningAction SilentlyContinue
            $result.Status | Should -Be $Status
            $result.Warnings | Should -HaveCount 1
            "$warned" | Should -Match "^passed-1: sku is 'passed-2'.*Set-PimProduct does"
            $differences | Should -BeNullOrEmpty
            # what is the same says nothing
            $row.values.sku[0].data = 'passed-1'
            ($row | Invoke-PimBulkUpsert -Session $old @Option -WarningVariable warned).Warnings | Should -BeNullOrEmpty
            $warned | Should -BeNullOrEmpty
        }

        It 'changes nothing when what was read is sent back' {
            $read = Get-PimProduct -Session $old -First 50
            $results = $read | Invoke-PimBulkUpsert -Session $old -ErrorVariable failed
            $failed | Should -BeNullOrEmpty
            $results.Count | Should -Be 50
            ((Get-PimProduct -Session $old -First 50).Updated | ForEach-Object { $_.ToString('o') }) | Should -Be ($read.Updated | ForEach-Object { $_.ToString('o') })
        }

        It 'warns, naming both, of a product that was read with another identifier' {
            $null = @{ identifier = 'named-1' } | Invoke-PimBulkUpsert -Session $old
            $read = Get-PimProduct named-1 -Session $old
            $read.Identifier = 'named-2'
            $seen = Measure-Request $sandbox { $read | Invoke-PimBulkUpsert -Session $old -WhatIf -WarningVariable script:warned -WarningAction SilentlyContinue }
            $seen.Requests | Should -Be 0
            $warned | Should -HaveCount 1
            "$warned" | Should -Match "'named-1' is written as 'named-2'"
            ($read | Invoke-PimBulkUpsert -Session $old -WarningAction SilentlyContinue).Status | Should -Be Created
            # another spelling of the case is the same product, and a row was never read
            $read.Identifier = 'NAMED-1'
            $read, [pscustomobject]@{ identifier = 'named-3' } | Invoke-PimBulkUpsert -Session $old -WarningVariable warned -WhatIf
            # by uuid it is a new name of the same one
            $read = Get-PimProduct named-2
            $read.Identifier = 'named-4'
            $null = $read | Invoke-PimBulkUpsert -WarningVariable +warned
            $warned | Should -BeNullOrEmpty
            Get-PimProduct named-1, named-4 | Remove-PimProduct -Confirm:$false
        }

        It 'takes what was read by uuid' {
            # associations name products by uuid there and by identifier here
            $read = Get-PimProduct -First 50 | Where-Object { -not $_.Associations.PSObject.Properties.Name } | Select-Object -First 5
            ($read | Invoke-PimBulkUpsert -Session $old).Status | Should -Be 'Updated', 'Updated', 'Updated', 'Updated', 'Updated'
        }
    }

    Context '-WhatIf' {
        It 'sends nothing and gives Skipped' {
            $seen = Measure-Request $sandbox { Get-Row 3 whatif | Invoke-PimBulkUpsert -WhatIf }
            $seen.Output.Status | Should -Be 'Skipped', 'Skipped', 'Skipped'
            $seen.Output.Key | Should -Be 'whatif-1', 'whatif-2', 'whatif-3'
            $seen.Output.Attempts | Should -Be 0, 0, 0
            $seen.Requests | Should -Be 0
        }

        It 'names each item' {
            $text = Get-WhatIfText $sandbox '@{ identifier = "shown" } | Invoke-PimBulkUpsert -WhatIf | Out-Null'
            $text | Should -Match "What if: .*Upsert.*Product 'shown'"
        }
    }

    Context 'in parallel' {
        It 'sends batches of -BatchSize, up to the session''s limit at a time' {
            $sandbox.Options.LatencyMilliseconds = 40
            $four = Connect-TestSandbox $sandbox @{ Name = 'four' }
            $before = $sandbox.Counters.Routes['PATCH /api/rest/v1/products']
            $results = Get-Row 80 parallel | Invoke-PimBulkUpsert -BatchSize 5 -Session $four
            $results.Count | Should -Be 80
            $sandbox.Counters.Routes['PATCH /api/rest/v1/products'] - $before | Should -Be 16
        }

        It 'has no more than -ThrottleLimit <Limit> in flight' -Tag Alone -ForEach @{ Limit = 1 }, @{ Limit = 3 }, @{ Limit = 4 } {
            $own = Start-TestSandbox @{ LatencyMilliseconds = 150 }
            try {
                $other = Connect-TestSandbox $own @{ Name = 'own' }
                $results = Get-Row 60 limited | Invoke-PimBulkUpsert -BatchSize 5 -ThrottleLimit $Limit -Session $other
                $results.Count | Should -Be 60
                $own.Counters.PeakInFlight | Should -Be $Limit
            }
            finally { Stop-PimSandbox $own.Url }
        }

        It 'gives results in the order of the inputs, per batch, each with its own input' {
            $sandbox.Options.LatencyMilliseconds = 10
            $rows = Get-Row 500 order
            $results = $rows | Invoke-PimBulkUpsert -BatchSize 20
            ($results.Index | Sort-Object) | Should -Be (0..499)
            foreach ($result in $results) { $result.InputObject.identifier | Should -Be $rows[$result.Index].identifier }
        }

        It 'gives results while inputs still come' {
            $seen = 0
            $first = $null
            $lines = $sandbox.Counters.Lines
            1..300 | ForEach-Object {
                $seen++
                if ($seen -gt 200) { Start-Sleep -Milliseconds 5 }
                for ($looks = 0; $seen -eq 200 -and $looks -lt 1000 -and $sandbox.Counters.Lines -lt $lines + 100; $looks++) { Start-Sleep -Milliseconds 20 }
                @{ identifier = "stream-$_" }
            } | Invoke-PimBulkUpsert -BatchSize 10 | ForEach-Object { if ($null -eq $first) { $first = $seen } }
            $first | Should -BeLessThan 250
        }

        It 'never has one key in flight twice, and keeps the order of its writes' {
            $own = Start-TestSandbox @{ LatencyMilliseconds = 20 }
            try {
                $other = Connect-TestSandbox $own @{ Name = 'own'; ThrottleLimit = 8 }
                $rows = foreach ($round in 1..30) {
                    foreach ($i in 1..4) { @{ identifier = "same-$i"; values = @{ erp_name = @(@{ locale = $null; scope = $null; data = "round $round" }) } } }
                }
                # codes are the same in any case
                $rows[50].identifier = 'SAME-3'
                $results = $rows | Invoke-PimBulkUpsert -BatchSize 3 -Session $other -ErrorVariable failed
                $failed | Should -BeNullOrEmpty
                $results.Count | Should -Be 120
                $own.Counters.PeakSameKeyInFlight | Should -Be 1
                $own.Counters.Lines | Should -Be 120
                foreach ($i in 1..4) { (Get-PimProduct "same-$i" -Session $other).GetValue('erp_name', $null, $null) | Should -Be 'round 30' }
            }
            finally { Stop-PimSandbox $own.Url }
        }

        It 'stops sending when the pipeline has enough' {
            $sandbox.Options.LatencyMilliseconds = 50
            $seen = Measure-Request $sandbox {
                Get-Row 2000 enough | Invoke-PimBulkUpsert -BatchSize 10 | Select-Object -First 1
                Start-Sleep -Milliseconds 200
            }
            $seen.Output.Count | Should -Be 1
            $seen.Requests | Should -BeLessThan 20
        }
    }

    Context 'faults' {
        It 'gives exactly one result for each input past <What>' -ForEach @(
            @{ What = 'errors of a proxy'; Knob = 'FailEvery' }
            @{ What = 'errors after acting'; Knob = 'FailAfterActingEvery' }
            @{ What = 'connections reset before acting'; Knob = 'ResetEvery' }
            @{ What = 'connections reset after acting'; Knob = 'ResetAfterActingEvery' }
        ) {
            $faults = $sandbox.Counters.Faults
            $sandbox.Options.$Knob = 3
            $prefix = "fault$Knob"
            $patient = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; MaximumRetryCount = 20; Name = "patient$Knob" }
            $results = Get-Row 300 $prefix | Invoke-PimBulkUpsert -BatchSize 10 -Session $patient -ErrorVariable failed
            $sandbox.Options.$Knob = 0
            $failed | Should -BeNullOrEmpty
            ($results.Index | Sort-Object) | Should -Be (0..299)
            $results | Where-Object Status -NotIn Created, Updated | Should -BeNullOrEmpty
            $sandbox.Counters.Faults - $faults | Should -BeGreaterThan 8
            @(Get-PimProduct -Filter @{ identifier = @{ 'STARTS WITH' = "$prefix-" } }).Count | Should -Be 300
        }

        It 'gives exactly one result for each input when answers are cut in half' {
            $sandbox.Options.HalfBodyEvery = 3
            $results = Get-Row 300 half | Invoke-PimBulkUpsert -BatchSize 10 -ErrorAction SilentlyContinue -ErrorVariable failed
            $sandbox.Options.HalfBodyEvery = 0
            ($results.Index | Sort-Object) | Should -Be (0..299)
            $results | Where-Object Status -NotIn Created, Updated, Unknown | Should -BeNullOrEmpty
            $failed.Count | Should -Be @($results | Where-Object Status -EQ Unknown).Count
            @(Get-PimProduct -Filter @{ identifier = @{ 'STARTS WITH' = 'half-' } }).Count | Should -Be 300
        }

        It 'gets through a storm of 429, <What>' -ForEach @{ What = 'with Retry-After'; Send = $true }, @{ What = 'without Retry-After'; Send = $false } {
            $patient = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; MaximumRetryCount = 10; Name = 'patient' }
            $sandbox.Options.SendRetryAfter = $Send
            $sandbox.Options.RequestsPerSecond = 3
            $throttled = $sandbox.Counters.Throttled
            $lines = $sandbox.Counters.Lines
            $results = Get-Row 120 "storm$Send" | Invoke-PimBulkUpsert -BatchSize 10 -Session $patient -ErrorVariable failed
            $failed | Should -BeNullOrEmpty
            ($results.Index | Sort-Object) | Should -Be (0..119)
            $sandbox.Counters.Throttled | Should -BeGreaterThan $throttled
            $sandbox.Counters.Lines - $lines | Should -Be 120 -Because 'a 429 has done nothing'
        }

        It 'gets through a limit on calls at one time' {
            $narrow = Start-TestSandbox @{ MaximumConcurrency = 2; LatencyMilliseconds = 50 }
            try {
                $patient = Connect-TestSandbox $narrow @{ RetryIntervalSec = 0.05; MaximumRetryCount = 20; Name = 'narrow' }
                $narrow.Options.SendRetryAfter = $false
                $results = Get-Row 120 narrow | Invoke-PimBulkUpsert -BatchSize 5 -Session $patient -ErrorVariable failed
                $failed | Should -BeNullOrEmpty
                ($results.Index | Sort-Object) | Should -Be (0..119)
                $narrow.Counters.Throttled | Should -BeGreaterThan 0
                $narrow.Counters.Lines | Should -Be 120
            }
            finally { Stop-PimSandbox $narrow.Url }
        }

        It 'gives Unknown for all that was sent when the server is gone for good' {
            $quick = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.02; MaximumRetryCount = 2; Name = 'quick' }
            $sandbox.Options.DownAfter = $sandbox.Counters.ApiRequests + 5
            $rows = Get-Row 200 gone
            # results come before the error that ends the run
            $end = try {
                $rows | Invoke-PimBulkUpsert -BatchSize 10 -Session $quick -ErrorAction SilentlyContinue -ErrorVariable failed -OutVariable results -SummaryVariable summary | Out-Null
            }
            catch { $_ }
            $end | Should -BeLike '*broke off after 3 attempts*'
            ($results.Index | Sort-Object) | Should -Be (0..(@($results).Count - 1))
            @($results | Where-Object Status -EQ Created).Count | Should -BeIn 40, 50
            $unknown = @($results | Where-Object Status -EQ Unknown)
            $unknown.Count | Should -BeIn 30, 40, 50, 60, 70, 80
            @($results | Where-Object Status -EQ Skipped).Count | Should -Be (@($results).Count - $unknown.Count - @($results | Where-Object Status -EQ Created).Count)
            $unknown[0].Message | Should -Not -BeNullOrEmpty
            $summary.Total | Should -Be @($results).Count
            $summary.EndedBy | Should -Match 'broke off'
            $failed = @($failed | Where-Object FullyQualifiedErrorId -Like 'PimItemUnknown*')
            $failed.Count | Should -Be $unknown.Count
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimItemUnknown,*'
            $failed[0].CategoryInfo.Category | Should -Be ConnectionError
            $failed[0].ErrorDetails.RecommendedAction | Should -Match 'upsert may be repeated'
        }

        It 'gives Failed with the status for a request that is refused as a whole' {
            $sandbox.Options.ReadOnlyUser = $true
            $results = Get-Row 25 readonly | Invoke-PimBulkUpsert -BatchSize 10 -ErrorAction SilentlyContinue -ErrorVariable failed
            $sandbox.Options.ReadOnlyUser = $false
            $results.Count | Should -Be 25
            $results | Where-Object { $_.Status -ne 'Failed' -or $_.StatusCode -ne 403 } | Should -BeNullOrEmpty
            $failed.Count | Should -Be 25
        }
    }

    Context '-OnlyChanged' {
        It 'sends nothing of what the server holds' {
            $products = Get-PimProduct -First 30
            $call = Measure-Request $sandbox { $products | Invoke-PimBulkUpsert -OnlyChanged }
            ($call.Output | Group-Object Status).Name | Should -Be Unchanged
            $call.Routes.Keys | Should -Not -Contain 'PATCH /api/rest/v1/products-uuid'
        }

        It 'sends what differs alone, and tells it' {
            $products = Get-PimProduct -First 5
            $products[2].Enabled = -not $products[2].Enabled
            $results = $products | Invoke-PimBulkUpsert -OnlyChanged -DiffVariable differences
            $results.Status | Should -Be 'Unchanged', 'Unchanged', 'Updated', 'Unchanged', 'Unchanged'
            $differences.Count | Should -Be 1
            $differences[0].Property | Should -Be enabled
            $differences[0].Wanted | Should -Be $products[2].Enabled
            $results[2].Differences.Key | Should -Be $products[2].Uuid
            (Get-PimProduct $products[2].Uuid).Enabled | Should -Be $products[2].Enabled
        }

        It 'shows the differences with -WhatIf, and sends nothing' {
            $product = Get-PimProduct -First 1
            $rows = @{ uuid = $product.Uuid; enabled = -not $product.Enabled }, @{ identifier = 'never-made'; family = 'lamps' }
            $text = $(Invoke-PimBulkUpsert $rows -OnlyChanged -WhatIf -DiffVariable differences) *>&1
            @($text | Where-Object { $_ -is [PimPowerShell.UpsertResult] }).Status | Should -Be Skipped, Skipped
            $differences.Property | Should -Contain enabled
            $differences | Where-Object Key -EQ never-made | Should -Not -BeNullOrEmpty
            (Get-PimProduct $product.Uuid).Enabled | Should -Be $product.Enabled
            { Get-PimProduct never-made -ErrorAction Stop } | Should -Throw '*does not exist*'
        }

        It 'needs -OnlyChanged for -DiffVariable' {
            { @{ identifier = 'x' } | Invoke-PimBulkUpsert -DiffVariable differences } | Should -Throw '*OnlyChanged*'
        }
    }

    Context 'kinds and their order' {
        It 'knows the kind of what went through Select-Object' {
            $result = Get-PimFamily -First 2 | Select-Object -First 1 | Invoke-PimBulkUpsert
            $result.Resource, $result.Status | Should -Be 'Family', 'Updated'
            $product = Get-PimProduct -First 1 | Select-Object -Last 1
            New-PimProduct linked-1 -Association @{ X_SELL = @{ products = @($product) } }
            (Get-PimProduct linked-1).Associations.X_SELL.products | Should -Be $product.Uuid
        }

        It 'takes objects that were read as what they are' {
            $before = $sandbox.Counters.Lines
            $results = @(Get-PimFamily lamps; Get-PimCategory master; Get-PimProduct -First 1) | Invoke-PimBulkUpsert
            $results.Status | Select-Object -Unique | Should -Be Updated
            $results.Key | Should -Contain lamps
            $sandbox.Counters.Lines - $before | Should -Be 3
        }

        It 'has the key of what cannot be sent, where it can be read' {
            $result = @{ code = 'T2'; is_quantified = 'x' } | Invoke-PimBulkUpsert -Resource AssociationType -ErrorAction SilentlyContinue
            $result.Status, $result.Resource, $result.Key | Should -Be Failed, AssociationType, T2
            $family = Get-PimFamily lamps
            $family.Attributes = @{ a = 1 }
            $result = $family | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue
            $result.Status, $result.Resource, $result.Key | Should -Be Failed, Family, lamps
            ('no JSON' | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue).Key | Should -BeNullOrEmpty
        }

        It 'asks for the kind of what has a code alone' {
            $result = Get-PimFamily lamps | Select-Object * | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue
            $result.Status, $result.Message | Should -Be Failed, 'Input 0 has neither uuid nor identifier. It has a code: -Resource says what it is.'
            (Get-PimFamily lamps | Select-Object * | Invoke-PimBulkUpsert -Resource Family -OnlyChanged).Status | Should -Be Unchanged
        }

        It 'takes -Resource for all' {
            $family = Get-PimFamily lamps
            (Invoke-PimBulkUpsert $family -Resource Category -ErrorAction SilentlyContinue).Status | Should -Be Failed
        }

        It 'writes what others refer to first, with -InOrder' {
            $rows = @(
                '{"code":"order_c","parent":"order_b"}'
                '{"code":"order_b","parent":"order_a"}'
                '{"code":"order_a","parent":"master"}'
            )
            ($rows | Invoke-PimBulkUpsert -Resource Category -InOrder).Status | Should -Be Created, Created, Created
            (Get-PimCategory order_c).Parent | Should -Be order_b
        }

        It 'tells a cycle, and holds back what needs it' {
            $rows = '{"code":"ring_a","parent":"ring_b"}', '{"code":"ring_b","parent":"ring_a"}', '{"code":"ring_c","parent":"ring_a"}'
            $results = $rows | Invoke-PimBulkUpsert -Resource Category -InOrder -ErrorAction SilentlyContinue -ErrorVariable failed | Sort-Object Index
            $results.Status | Should -Be Failed, Failed, Skipped
            $results[0].Message | Should -Be 'Cycle: ring_a -> ring_b -> ring_a'
            $results[2].Message | Should -Match "Category 'ring_a' was not written"
            @($failed).Count | Should -Be 2
        }

        It 'sends it all the same with -IgnorePrerequisite' {
            $rows = '{"code":"orphan_b","parent":"orphan_a"}', '{"code":"orphan_a","parent":"nowhere"}'
            ($rows | Invoke-PimBulkUpsert -Resource Category -InOrder -IgnorePrerequisite -ErrorAction SilentlyContinue).StatusCode | Should -Be 422, 422
        }

        It 'makes what is associated and nowhere, with -CreateMissingItem' {
            $row = @{ identifier = 'assoc-1'; family = 'lamps'; associations = @{ X_SELL = @{ products = @('assoc-2') } } }
            (Invoke-PimBulkUpsert $row -InOrder -ErrorAction SilentlyContinue).Status | Should -Be Failed
            (Invoke-PimBulkUpsert $row -InOrder -CreateMissingItem).Status | Should -Be Created
            (Get-PimProduct assoc-2).Identifier | Should -Be assoc-2
        }

        It 'tells what -CreateMissingItem made, and makes nothing for a line that is not sent' {
            $rows = @(
                @{ identifier = 'made-1'; family = 'lamps'; associations = @{ X_SELL = @{ products = @('made-2') } } }
                @{ identifier = 'made-3'; family = 'no_such'; associations = @{ X_SELL = @{ products = @('made-4') } } }
            )
            $told = Invoke-PimBulkUpsert $rows -InOrder -CreateMissingItem -Validate -SummaryVariable summary -ErrorAction SilentlyContinue -Verbose 4>&1 |
                Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
            $told.Message -match 'was made' | Should -Be "Product 'made-2', which others refer to, was made."
            $summary.MissingCreated | Should -Be made-2
            Get-PimProduct made-4 -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        }

        It 'leaves out what is associated and nowhere, with -SkipMissingItem' {
            $rows = @(
                @{ identifier = 'skip-1'; family = 'lamps'; associations = @{ X_SELL = @{ products = @('skip-none', 'skip-2') } } }
                @{ identifier = 'skip-2'; family = 'lamps' }
            )
            $results = Invoke-PimBulkUpsert $rows -InOrder -SkipMissingItem -WarningVariable warnings -WarningAction SilentlyContinue
            $results.Status | Should -Be Created, Created
            $warnings.Message | Should -Be "skip-1: Not associated with Product 'skip-none': neither the input nor the server has it."
            Get-PimProduct skip-none -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $there = (Get-PimProduct skip-2).Uuid
            (Get-PimProduct skip-1).Associations.X_SELL.products | Should -Be $there
            (Invoke-PimBulkUpsert $rows -InOrder -SkipMissingItem -OnlyChanged -WarningAction SilentlyContinue).Status | Should -Be Unchanged, Unchanged
            Invoke-PimBulkUpsert $rows -InOrder -SkipMissingItem -WhatIf -WarningVariable previewed -WarningAction SilentlyContinue | Out-Null
            $previewed.Message | Should -Be $warnings.Message
        }

        It 'makes what is missing or leaves it out, and not both' {
            { Get-Row 1 none | Invoke-PimBulkUpsert -InOrder -CreateMissingItem -SkipMissingItem } | Should -Throw -ErrorId 'PimInvalidInput,*'
        }

        It 'needs -InOrder for -<_>' -ForEach 'IgnorePrerequisite', 'CreateMissingItem', 'SkipMissingItem' {
            $switch = @{ $_ = $true }
            { Get-Row 1 none | Invoke-PimBulkUpsert @switch } | Should -Throw -ErrorId 'PimInvalidInput,*'
        }

        It 'finds mistakes before anything is sent, with -Validate' {
            $rows = @(
                @{ identifier = 'check-1'; family = 'lamps'; values = @{ name = @(@{ locale = 'xx_XX'; scope = $null; data = 'x' }) } }
                @{ identifier = 'check-2'; family = 'no_such' }
                @{ identifier = 'check-3'; family = 'lamps' }
            )
            $before = $sandbox.Counters.Lines
            $results = $rows | Invoke-PimBulkUpsert -Validate -ErrorAction SilentlyContinue | Sort-Object Index
            $results.Status | Should -Be Failed, Failed, Created
            $results[0].Errors[0].Attribute | Should -Be name
            $results[0].Errors[0].Locale | Should -Be xx_XX
            $results[1].Errors[0].Property | Should -Be family
            $sandbox.Counters.Lines - $before | Should -Be 1
        }
    }

    Context 'previews and remarks' {
        It 'finds mistakes with -Validate -WhatIf, and sends nothing' {
            $sent = Measure-Request $sandbox {
                @{ identifier = 'pv-1'; family = 'nofam' }, @{ identifier = 'pv-2'; family = 'lamps' } | Invoke-PimBulkUpsert -Validate -WhatIf -ErrorAction SilentlyContinue
            }
            ($sent.Output | Sort-Object Index).Status | Should -Be Failed, Skipped
            $sent.Lines | Should -Be 0
        }

        It 'tells of a new item that is a key alone' {
            $result = @{ identifier = 'pv-key' } | Invoke-PimBulkUpsert -OnlyChanged -WhatIf -DiffVariable found
            $result.Status | Should -Be Skipped
            $found.Property | Should -Be identifier
            $found.Wanted | Should -Be pv-key
        }

        It 'warns of an attribute outside the family, and refuses it with -Strict' {
            $row = @{ identifier = 'pv-odd'; family = 'cameras'; values = @{ shoe_size = @(@{ locale = $null; scope = $null; data = 'eu_36' }) } }
            ($row | Invoke-PimBulkUpsert -Validate -Strict -ErrorAction SilentlyContinue).Errors.Attribute | Should -Be shoe_size
            ($row | Invoke-PimBulkUpsert -Validate -WarningVariable warned -WarningAction SilentlyContinue).Status | Should -Be Created
            "$warned" | Should -BeLike '*shoe_size*is not in the family*'
        }

        It 'writes no journal with -WhatIf' {
            $null = Get-Row 2 pv-journal | Invoke-PimBulkUpsert -WhatIf -Checkpoint $TestDrive/whatif.journal
            "$TestDrive/whatif.journal" | Should -Not -Exist
        }

        It 'fails what has no bulk write, and writes the others' {
            $results = @(Get-PimLocale -First 1; [pscustomobject]@{ identifier = 'pv-other'; family = 'lamps' }) | Invoke-PimBulkUpsert -ErrorAction SilentlyContinue | Sort-Object Index
            $results.Status | Should -Be Failed, Created
            $results[0].Message | Should -BeLike '*no bulk write of Locale*'
        }

        It 'sends again what was changed back, with one -Checkpoint' {
            foreach ($enabled in $true, $false, $true) {
                $null = @{ identifier = 'pv-back'; enabled = $enabled } | Invoke-PimBulkUpsert -Checkpoint $TestDrive/back.journal
                (Get-PimProduct pv-back).Enabled | Should -Be $enabled
            }
        }

        It 'takes text of rows for what it stands for' {
            $null = "Sku,Enabled,Categories`npv-row,false,`"master,master`"" | ConvertFrom-Csv | Invoke-PimBulkUpsert
            $row = Get-PimProduct pv-row
            $row.Enabled | Should -BeFalse
            $row.Categories | Should -Be master
        }

        It 'refuses a -TimeBudget of ticks' {
            { Get-Row 1 pv-time | Invoke-PimBulkUpsert -TimeBudget 10 } | Should -Throw -ExpectedMessage '*too short*'
        }

        It 'makes a product that is associated with itself, with -InOrder' {
            (@{ identifier = 'pv-self'; family = 'cameras'; associations = @{ PACK = @{ products = @('pv-self') } } } | Invoke-PimBulkUpsert -InOrder).Status | Should -Be Created
            (Get-PimProduct pv-self).Associations.PACK.products.Count | Should -Be 1
        }
    }

    Context 'the end of a run' {
        It 'gives a result for all of an array, and of files, when it is broken off' {
            $down = Start-TestSandbox
            $rows = 1..3000 | ForEach-Object { "{`"identifier`":`"down-$_`",`"family`":`"lamps`"}" }
            [System.IO.File]::WriteAllLines("$TestDrive/down.jsonl", $rows)
            try {
                foreach ($given in @{ InputObject = $rows }, @{ Path = "$TestDrive/down.jsonl" }) {
                    $run = Connect-TestSandbox $down @{ RetryIntervalSec = 0.01; MaximumRetryCount = 1; Name = 'down' }
                    $down.Options.DownAfter = $down.Counters.ApiRequests + 6
                    { Invoke-PimBulkUpsert @given -Session $run -ErrorAction SilentlyContinue -OutVariable script:taken | Out-Null } | Should -Throw
                    $script:taken.Count | Should -Be 3000
                    @($script:taken.Index | Sort-Object -Unique).Count | Should -Be 3000
                    $down.Options.DownAfter = 0
                }
            }
            finally { Stop-PimSandbox $down.Url; Select-PimSession $session }
        }

        It 'ends when more fail than -MaximumFailure allows, and says so' {
            $rows = 1..300 | ForEach-Object { @{ identifier = "maximum-$_"; family = 'no_such_family' } }
            $end = try {
                $rows | Invoke-PimBulkUpsert -BatchSize 10 -MaximumFailure 15 -ErrorAction SilentlyContinue -OutVariable results -SummaryVariable summary | Out-Null
            }
            catch { $_ }
            $end.FullyQualifiedErrorId | Should -BeLike 'PimMaximumFailureReached,*'
            @($results | Where-Object Status -EQ Failed).Count | Should -BeIn 20, 30, 40, 50, 60
            $summary.EndedBy | Should -Be 'More than 15 items failed.'
            $summary.Failed + $summary.Skipped | Should -Be $summary.Total
        }

        It 'stops in good order when -TimeBudget is used up, and goes on with -Checkpoint' {
            $rows = Get-Row 1000 budget
            $count = 0
            # most of them come when the time is up
            $first = $rows | ForEach-Object { if (++$count -eq 101) { Start-Sleep -Milliseconds 2100 }; $_ } |
                Invoke-PimBulkUpsert -BatchSize 10 -TimeBudget 00:00:02 -Checkpoint "$TestDrive/budget" -WarningVariable warning -WarningAction SilentlyContinue
            $first.Count | Should -Be 1000
            $warning | Should -BeLike '*-Checkpoint*budget*to go on.'
            $made = @($first | Where-Object Status -EQ Created).Count
            $made | Should -BeIn (10..900)
            @($first | Where-Object Status -EQ Skipped).Count | Should -Be (1000 - $made)
            $lines = $sandbox.Counters.Lines
            $second = $rows | Invoke-PimBulkUpsert -Checkpoint "$TestDrive/budget"
            ($second | Group-Object Status).Name | Should -Be Created
            $sandbox.Counters.Lines - $lines | Should -Be (1000 - $made)
            @($second | Where-Object Attempts -EQ 0).Count | Should -Be $made
        }

        It 'refuses a journal that is in use, or none: <What>' -ForEach @(
            @{ What = 'another file'; Content = "some notes`n" }
            @{ What = 'that of another server'; Content = '{"journal":"PimPowerShell bulk","version":1,"server":"https://elsewhere/"}' + "`n" }
        ) {
            Set-Content "$TestDrive/other" $Content -NoNewline
            $call = Measure-Request $sandbox { { Get-Row 1 journal | Invoke-PimBulkUpsert -Checkpoint "$TestDrive/other" } | Should -Throw -ErrorId 'PimInvalidInput,*' }
            $call.Requests | Should -Be 0
            Get-Content "$TestDrive/other" -Raw | Should -Be $Content
        }

        It 'sums up' {
            Get-Row 250 summary | Invoke-PimBulkUpsert -SummaryVariable summary | Out-Null
            $summary.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.UpsertSummary'
            $summary.Total | Should -Be 250
            $summary.Created | Should -Be 250
            $summary.Requests | Should -BeGreaterOrEqual 3
            $summary.LatencyP95 | Should -BeGreaterOrEqual $summary.LatencyP50
            $summary.EndedBy | Should -BeNullOrEmpty
            $summary.NotGiven | Should -BeNullOrEmpty
        }

        It 'refuses a budget of no time' {
            { Get-Row 1 none | Invoke-PimBulkUpsert -TimeBudget 0 } | Should -Throw '*TimeBudget*'
        }

        It 'takes smaller bodies' {
            $call = Measure-Request $sandbox { Get-Row 20 bodies | Invoke-PimBulkUpsert -MaximumBodySize 1000 }
            $call.Routes['PATCH /api/rest/v1/products'] | Should -BeGreaterThan 1
        }
    }

    Context 'session' {
        It 'needs one: terminating PimNotConnected' {
            $other = Invoke-InRunspace { try { @{ identifier = 'x' } | Invoke-PimBulkUpsert } catch { $_ } }
            $other.Output.Count | Should -Be 1
            $other.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotConnected,*'
        }

        It 'goes into two runspaces at once' {
            $running = foreach ($part in 'one', 'two') {
                $state = [initialsessionstate]::CreateDefault()
                $state.ImportPSModule($ModulePath)
                $shell = [powershell]::Create($state)
                $null = $shell.AddScript('param($s, $part) 1..150 | ForEach-Object { @{ identifier = "$part-$_" } } | Invoke-PimBulkUpsert -Session $s -BatchSize 10').AddArgument($session).AddArgument("runspace-$part")
                @{ Shell = $shell; Handle = $shell.BeginInvoke(); Part = "runspace-$part" }
            }
            foreach ($one in $running) {
                $results = @($one.Shell.EndInvoke($one.Handle))
                $one.Shell.Streams.Error | Should -BeNullOrEmpty
                ($results.Index | Sort-Object) | Should -Be (0..149)
                $results | Where-Object Key -NotLike "$($one.Part)-*" | Should -BeNullOrEmpty
                $one.Shell.Dispose()
            }
        }
    }

    Context 'Ctrl+C' {
        It 'ends within a second in the middle of a write' {
            $sandbox.Options.LatencyMilliseconds = 60000
            $before = $sandbox.Counters.ApiRequests
            $stopped = Measure-Stop { 1..1000 | ForEach-Object { @{ identifier = "stop-$_" } } | Invoke-PimBulkUpsert -Session $session -BatchSize 10 } `
                @{ session = $session } -When { $sandbox.Counters.ApiRequests -ge $before + 4 } -AfterMilliseconds 50000
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
            $stopped.State | Should -Be Stopped
        }

        It 'accounts for every input that was taken, those that the pipeline took no more in -SummaryVariable' {
            $sandbox.Options.LatencyMilliseconds = 60
            $before = $sandbox.Counters.Lines
            $stopped = Measure-Stop { 1..100000 | ForEach-Object { @{ identifier = "account-$_" } } | Invoke-PimBulkUpsert -Session $session -BatchSize 10 -SummaryVariable global:summary } `
                @{ session = $session } -When { $sandbox.Counters.Lines -ge $before + 100 } -AfterMilliseconds 50000 -Keep summary
            $stopped.State | Should -Be Stopped
            $summary = $stopped.Variables[0]
            $summary.EndedBy | Should -Be 'Stopped.'
            $all = @($stopped.Output) + @($summary.NotGiven)
            $all.Count | Should -Be $summary.Total
            ($all.Index | Sort-Object -Unique).Count | Should -Be $summary.Total
            $summary.Created + $summary.Unknown + $summary.Skipped | Should -Be $summary.Total
        }

        It 'tells its progress four times a second at most, with the rate' {
            $sandbox.Options.LatencyMilliseconds = 60
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $told = Measure-Stop { Invoke-PimBulkUpsert (1..300 | ForEach-Object { @{ identifier = "progress-$_" } }) -Session $session -BatchSize 5 | Out-Null } `
                @{ session = $session } -AfterMilliseconds 60000
            $told.State | Should -Be Completed
            $steps = @($told.Progress | Where-Object { "$($_.RecordType)" -eq 'Processing' })
            $steps.Count | Should -BeGreaterOrEqual 2 -Because 'it takes about a second'
            $steps.Count | Should -BeLessOrEqual (4 * $watch.Elapsed.TotalSeconds + 2)
            $steps[0].StatusDescription | Should -Match '\d+ of 300 items, \d+ a second, 0 failed'
            $steps[-1].SecondsRemaining | Should -BeGreaterOrEqual 0
            "$($told.Progress[-1].RecordType)" | Should -Be Completed
        }

        It 'ends within a second while it waits to try again' {
            $slow = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 30; Name = 'slow' }
            $sandbox.Options.FailEvery = 1
            $before = $sandbox.Counters.ApiRequests
            $stopped = Measure-Stop { @{ identifier = 'stop' } | Invoke-PimBulkUpsert -Session $session } @{ session = $slow } `
                -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
            $stopped.State | Should -Be Stopped
        }
    }
}
