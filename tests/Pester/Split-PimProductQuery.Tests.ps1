# Parts of the list of products, and how they are handed on. That they are disjoint and complete whatever happens
# meanwhile is proven in PimPowerShell.Core.Tests/Sync.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 1200; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ Name = 'split' }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
    $null = Select-PimSession $session
    $all = (Get-PimProduct).Uuid | Sort-Object
    $parts = Split-PimProductQuery -Count 4
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Split-PimProductQuery' {
    BeforeEach { $null = Select-PimSession $session }

    Context 'the parts' {
        It 'are objects with a filter each' {
            $parts[0].PSObject.TypeNames[0] | Should -Be PimPowerShell.ProductQuery
            $parts[0].PSObject.Properties.Name | Should -Be Number, Of, Filter, Estimate, Resource
            $parts.Resource | Select-Object -Unique | Should -Be Product
            $parts.Number | Should -Be 1, 2, 3, 4
            $parts.Of | Should -Be 4, 4, 4, 4
            ($parts.Estimate | Measure-Object -Sum).Sum | Should -Be 1200
            $parts.Estimate | ForEach-Object { $_ | Should -BeGreaterThan 260; $_ | Should -BeLessThan 340 }
            $parts[0].Filter | Should -Match '^\{"created":\[\{"operator":"<","value":"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"\}\]\}$'
            $parts[3].Filter | Should -Match '^\{"created":\[\{"operator":">","value":"[^"]+"\}\]\}$' -Because 'what is made later belongs to the last one'
            $parts[0], $parts[1] | Format-Table | Out-String | Should -Match '(?m)^\s+1\s+4\s+\d+ \{"created"'
        }

        It 'have each product once' {
            ($parts | ForEach-Object { Get-PimProduct -Filter $_.Filter }).Uuid | Sort-Object | Should -Be $all
        }

        It 'take few counts' {
            $seen = Measure-Request $sandbox { Split-PimProductQuery 10 }
            $seen.Output.Count | Should -Be 10
            $seen.Requests | Should -BeLessThan 55
            $seen.Lines | Should -Be 0
        }

        It 'are the whole list where there is one' {
            $one = Split-PimProductQuery 1
            $one.Filter | Should -Be '{}'
            $one.Estimate | Should -Be 1200
            (Measure-Request $sandbox { Get-PimProduct -Filter $one -First 3 }).Output.Count | Should -Be 3
        }

        It 'are of one kind of thing, and no other list takes them' {
            $models = @(Split-PimProductQuery -Count 2 -Resource ProductModel)
            $models.Resource | Should -Be ProductModel, ProductModel
            @($models | Get-PimProductModel).Count | Should -Be @(Get-PimProductModel).Count
            $seen = Measure-Request $sandbox { { Get-PimProduct -Filter $models[0] -ErrorAction Stop } | Should -Throw -ErrorId 'PimInvalidInput*' -ExpectedMessage '*part of the list of ProductModel*' }
            $seen.Requests | Should -Be 0
            { Get-PimProduct -Filter ($models[0] | ConvertTo-Json | ConvertFrom-Json) -ErrorAction Stop } | Should -Throw -ErrorId 'PimInvalidInput*'
        }

        It 'are of what -Filter finds' {
            $condition = New-PimFilter enabled = $true
            $some = Split-PimProductQuery -Count 3 -Filter @{ family = 'cameras', 'lamps' }, $condition
            ($some | Get-PimProduct).Uuid | Sort-Object | Should -Be ((Get-PimProduct -Family cameras, lamps -Enabled $true).Uuid | Sort-Object)
            ($some | ForEach-Object { @($_ | Get-PimProduct).Count }) | Should -Be $some.Estimate
        }

        It 'are there for product models too' {
            $models = Split-PimProductQuery 3 -Resource productmodel
            ($models | Get-PimProductModel).Code | Sort-Object | Should -Be ((Get-PimProductModel).Code | Sort-Object)
        }
    }

    Context 'handed on' {
        It 'are bound as -Filter: one, several conditions, one that went through JSON or a file' {
            $expected = (Get-PimProduct -Filter $parts[1].Filter).Uuid
            (Get-PimProduct -Filter $parts[1]).Uuid | Should -Be $expected
            (Get-PimProduct -Filter ($parts[1] | ConvertTo-Json | ConvertFrom-Json)).Uuid | Should -Be $expected
            $parts[1] | Export-Clixml "$TestDrive/part.xml"
            (Get-PimProduct -Filter (Import-Clixml "$TestDrive/part.xml")).Uuid | Should -Be $expected
            $off = Get-PimProduct -Filter $parts[1], @{ enabled = $false }
            $off.Count | Should -BeGreaterThan 0
            $off.Uuid | Where-Object { $_ -notin $expected } | Should -BeNullOrEmpty
            $off.Enabled | Should -Not -Contain $true
        }

        It 'are piped, with other parameters beside them' {
            ($parts | Get-PimProduct).Uuid | Sort-Object | Should -Be $all
            ($parts | ConvertTo-Json | ConvertFrom-Json | ForEach-Object { $_ } | Get-PimProduct -Family cameras).Uuid | Sort-Object |
                Should -Be ((Get-PimProduct -Family cameras).Uuid | Sort-Object)
            $seen = Measure-Request $sandbox { $parts | Get-PimProduct -First 150 }
            $seen.Output.Count | Should -Be 150
            $seen.Requests | Should -BeLessOrEqual 3
            (Measure-Request $sandbox { $parts | Get-PimProduct | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
        }

        It 'are no identities, and no part piped is not everything' {
            (Get-Terminating { Get-PimProduct $parts[0] }).Exception.Message | Should -BeLike '*for -Filter*'
            $seen = Measure-Request $sandbox { @() | Get-PimProduct; @() | Get-PimProductModel }
            $seen.Output | Should -BeNullOrEmpty
            $seen.Requests | Should -Be 0
        }

        It 'are read by several runspaces over one session' {
            $shells = foreach ($part in $parts) {
                $state = [initialsessionstate]::CreateDefault()
                $state.ImportPSModule($ModulePath)
                $shell = [powershell]::Create($state)
                $null = $shell.AddScript('param($part, $session) Get-PimProduct -Filter $part -Session $session').AddArgument($part).AddArgument($session)
                @{ Shell = $shell; Run = $shell.BeginInvoke() }
            }
            $read = $shells | ForEach-Object { $_.Shell.EndInvoke($_.Run); $_.Shell.Dispose() }
            $read.Uuid | Sort-Object | Should -Be $all
        }
    }

    Context 'refused' {
        It 'says that PIMS cannot, before any request' {
            $seen = Measure-Request $sandbox { Get-Terminating { Split-PimProductQuery 4 -Session $pims } }
            $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
            "$($seen.Output[0])" | Should -BeLike 'Pims has no list of products that*-ConditionQuery*'
            $seen.Requests | Should -Be 0
        }

        It 'says what is wrong with -Filter and -Count' {
            (Get-Terminating { Split-PimProductQuery 2 -Filter @{ famly = 'x' } }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            (Get-Terminating { Split-PimProductQuery 2 -Filter 7 }).FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            (Get-Terminating { Split-PimProductQuery 0 }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
        }
    }

    It 'warns when most were made in one second' {
        $other = Start-TestSandbox @{ ProductCount = 0 }
        try {
            $null = Connect-TestSandbox $other @{ Name = 'other' }
            $null = 1..200 | ForEach-Object { @{ identifier = "ONE-$_"; family = 'cameras' } } | Invoke-PimBulkUpsert
            $few = Split-PimProductQuery 50 -WarningVariable warned -WarningAction SilentlyContinue
            "$warned" | Should -BeLike 'Part * of 50 has * of the 200 items: so many were made in one second, which cannot be divided.'
            ($few | Get-PimProduct).Identifier | Sort-Object -Unique | Should -HaveCount 200
            @($few | Get-PimProduct).Count | Should -Be 200
        }
        finally {
            Disconnect-Pim other
            Stop-PimSandbox $other.Url
        }
    }
}

Describe 'samples/runbooks/export-shard.ps1' {
    BeforeAll {
        $plain = { param($secret) [Net.NetworkCredential]::new('', $secret).Password }
        function Invoke-Sample([string] $Shard, [string] $File, [pscredential] $User = $sandbox.Credential) {
            Invoke-InFreshPwsh -NoImport @"
                `$env:PIM_URL = '$($sandbox.Url)'
                `$env:PIM_CLIENT_ID = '$($sandbox.ClientId)'
                `$env:PIM_CLIENT_SECRET = '$(& $plain $sandbox.ClientSecret)'
                `$env:PIM_USERNAME = '$($User.UserName)'
                `$env:PIM_PASSWORD = '$(& $plain $User.Password)'
                & '$Repository/samples/runbooks/export-shard.ps1' -Shard '$Shard' -OutFile '$File' -Module '$ModulePath'
"@
        }
    }

    It 'writes a part, a line of JSON for each product' {
        $run = Invoke-Sample ($parts[2] | ConvertTo-Json -Compress) "$TestDrive/part-3.jsonl"
        $run.Error | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        $run.Output | Should -BeLike "Part 3 of 4: $($parts[2].Estimate) products in *part-3.jsonl"
        $lines = Get-Content "$TestDrive/part-3.jsonl"
        ($lines | ConvertFrom-Json).Uuid | Should -Be (Get-PimProduct -Filter $parts[2] -Session $session).Uuid
        [IO.File]::ReadAllBytes("$TestDrive/part-3.jsonl")[0] | Should -Be ([byte][char]'{') -Because 'it has no byte order mark'
        Get-ChildItem $TestDrive -Filter *.unfinished | Should -BeNullOrEmpty
    }

    It 'logs in with a connection asset of Azure Automation, and prompts for nothing' {
        $run = Invoke-InFreshPwsh -NoImport @"
            function Get-AutomationConnection([string] `$Name) {
                if (`$Name -ne 'Akeneo') { throw }
                @{ url = '$($sandbox.Url)'; username = '$($sandbox.Credential.UserName)'; password = '$(& $plain $sandbox.Credential.Password)'
                    client_id = '$($sandbox.ClientId)'; client_secret = '$(& $plain $sandbox.ClientSecret)' }
            }
            `$shard = '$($parts[0] | ConvertTo-Json -Compress)'
            & '$Repository/samples/runbooks/export-shard.ps1' -Shard `$shard -OutFile '$TestDrive/asset.jsonl' -ConnectionName Akeneo -Module '$ModulePath'
"@
        $run.Error | Should -BeNullOrEmpty
        $run.ExitCode | Should -Be 0
        @(Get-Content "$TestDrive/asset.jsonl").Count | Should -Be $parts[0].Estimate
    }

    It 'ends with the exit code 1, and without a file of that name: <What>' -ForEach @(
        @{ What = 'a wrong password'; Shard = $null; IsWrong = $true; Message = 'user name*password' }
        @{ What = 'no part'; Shard = '{}'; IsWrong = $false; Message = 'no part' }
        @{ What = 'no JSON'; Shard = 'x'; IsWrong = $false; Message = 'JSON' }
    ) {
        $more = if ($IsWrong) { @{ User = [pscredential]::new($sandbox.Credential.UserName, (ConvertTo-Secret wrong-one)) } } else { @{} }
        if (-not $Shard) { $Shard = $parts[0] | ConvertTo-Json -Compress }
        $run = Invoke-Sample $Shard "$TestDrive/failed.jsonl" @more
        $run.ExitCode | Should -Be 1
        $run.Error | Should -BeLike "*$Message*"
        $run.Error | Should -Not -BeLike '*wrong-one*'
        "$TestDrive/failed.jsonl" | Should -Not -Exist
    }
}
