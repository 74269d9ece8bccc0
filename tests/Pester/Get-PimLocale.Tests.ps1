# Locales.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'reader' }
    # what the server itself says, to compare with
    $raw = Invoke-PimRestMethod api/rest/v1/locales
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimLocale' {
    BeforeEach { Select-PimSession $session }

    Context 'all' {
        It 'gives every one, as the server has them' {
            $seen = Measure-Request $sandbox { Get-PimLocale }
            $seen.Output.Code | Should -Be $raw.code
            $seen.Output.Count | Should -BeGreaterThan 100
            $seen.Requests | Should -Be ([math]::Ceiling($raw.Count / 100))
        }

        It 'takes -First, -Skip, -IncludeTotalCount and -PageSize' {
            (Get-PimLocale -First 2).Code | Should -Be $raw[0..1].code
            (Get-PimLocale -Skip 1 -First 1).Code | Should -Be $raw[1].code
            (Get-PimLocale -IncludeTotalCount -First 0).ToString() | Should -Be "Total count: $($raw.Count)"
            $seen = Measure-Request $sandbox { Get-PimLocale -PageSize 2 | Select-Object -First 1 }
            $seen.Requests | Should -BeLessOrEqual 2
            $seen.Query.limit | Should -Be 2
            (Get-PimLocale -PageSize 2).Code | Should -Be $raw.code
        }
    }

    Context 'by identity' {
        It 'takes a code, an array, the pipe, property names and objects' {
            (Get-PimLocale en_US).Code | Should -Be en_US
            (Get-PimLocale -Identity en_US).Code | Should -Be en_US
            (Get-PimLocale -Code en_US).Code | Should -Be en_US
            (Get-PimLocale fr_FR, de_DE).Code | Should -Be fr_FR, de_DE
            ('fr_FR', 'de_DE' | Get-PimLocale).Code | Should -Be fr_FR, de_DE
            ([pscustomobject]@{ Code = 'en_US' } | Get-PimLocale).Code | Should -Be en_US
            (Get-PimLocale -First 3 | Get-PimLocale).Code | Should -Be $raw[0..2].code
        }

        It 'takes one request for one' {
            (Measure-Request $sandbox { Get-PimLocale en_US }).Routes.Keys | Should -Be 'GET /api/rest/v1/locales/{code}'
        }

        It 'reports one that does not exist, non-terminating, and goes on' {
            $read = Get-PimLocale no_such, en_US -ErrorAction SilentlyContinue -ErrorVariable failed
            $read.Code | Should -Be en_US
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
            $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
            $failed[0].TargetObject | Should -Be no_such
            Get-Terminating { Get-PimLocale no_such } | Should -BeNullOrEmpty
            { Get-PimLocale no_such -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
        }
    }

    Context 'filters' {
        It 'takes -Enabled' {
            $seen = Measure-Request $sandbox { Get-PimLocale -Enabled $true }
            $seen.Query.search | Should -Be '{"enabled":[{"operator":"=","value":true}]}'
            $seen.Output.Code | Should -Be @($raw | Where-Object enabled).code
            $seen.Output.Code | Should -Contain en_US
            (Get-PimLocale -Enabled $false).Code | Should -Be @($raw | Where-Object { -not $_.enabled }).code
        }

        It 'takes a filter' {
            (Get-PimLocale -Filter @{ enabled = $true }).Code | Should -Be @($raw | Where-Object enabled).code
        }
    }

    Context 'the object' {
        It 'has its properties and no links' {
            $one = Get-PimLocale en_US
            $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Locale'
            $one.Provider | Should -Be Akeneo
            $one.PSObject.Properties.Name | Should -Not -Contain '_links'
            foreach ($name in 'Code', 'Enabled') { $one.PSObject.Properties.Name | Should -Contain $name }
        }

        It 'is a table and a list at the prompt' {
            $text = Get-PimLocale en_US | Format-Table | Out-String -Width 200
            $text | Should -Match 'Code\s+Enabled'
            $text | Should -Match 'en_US\s+True'
            Get-PimLocale en_US | Format-List | Out-String -Width 200 | Should -Match '(?m)^Enabled\s+: True'
        }
    }

    Context 'session' {
        It 'ends within a second at Ctrl+C' {
            $sandbox.Options.LatencyMilliseconds = 60000
            $before = $sandbox.Counters.ApiRequests
            $stopped = Measure-Stop { Get-PimLocale -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
            $sandbox.Options.LatencyMilliseconds = 0
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
            $stopped.State | Should -Be Stopped
        }
    }
}
