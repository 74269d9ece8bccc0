# Channels.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'reader' }
    # what the server itself says, to compare with
    $raw = Invoke-PimRestMethod api/rest/v1/channels
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimChannel' {
    BeforeEach { Select-PimSession $session }

    Context 'all' {
        It 'gives every one, as the server has them' {
            $seen = Measure-Request $sandbox { Get-PimChannel }
            $seen.Output.Code | Should -Be $raw.code
            $seen.Output.Count | Should -BeGreaterThan 2
            $seen.Requests | Should -Be ([math]::Ceiling($raw.Count / 100))
        }

        It 'takes -First, -Skip, -IncludeTotalCount and -PageSize' {
            (Get-PimChannel -First 2).Code | Should -Be $raw[0..1].code
            (Get-PimChannel -Skip 1 -First 1).Code | Should -Be $raw[1].code
            (Get-PimChannel -IncludeTotalCount -First 0).ToString() | Should -Be "Total count: $($raw.Count)"
            $seen = Measure-Request $sandbox { Get-PimChannel -PageSize 2 | Select-Object -First 1 }
            $seen.Requests | Should -BeLessOrEqual 2
            $seen.Query.limit | Should -Be 2
            (Get-PimChannel -PageSize 2).Code | Should -Be $raw.code
        }
    }

    Context 'by identity' {
        It 'takes a code, an array, the pipe, property names and objects' {
            (Get-PimChannel ecommerce).Code | Should -Be ecommerce
            (Get-PimChannel -Identity ecommerce).Code | Should -Be ecommerce
            (Get-PimChannel -Code ecommerce).Code | Should -Be ecommerce
            (Get-PimChannel print, ecommerce).Code | Should -Be print, ecommerce
            ('print', 'ecommerce' | Get-PimChannel).Code | Should -Be print, ecommerce
            ([pscustomobject]@{ Code = 'ecommerce' } | Get-PimChannel).Code | Should -Be ecommerce
            (Get-PimChannel -First 3 | Get-PimChannel).Code | Should -Be $raw[0..2].code
        }

        It 'takes one request for one' {
            (Measure-Request $sandbox { Get-PimChannel ecommerce }).Routes.Keys | Should -Be 'GET /api/rest/v1/channels/{code}'
        }

        It 'reports one that does not exist, non-terminating, and goes on' {
            $read = Get-PimChannel no_such, ecommerce -ErrorAction SilentlyContinue -ErrorVariable failed
            $read.Code | Should -Be ecommerce
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
            $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
            $failed[0].TargetObject | Should -Be no_such
            Get-Terminating { Get-PimChannel no_such } | Should -BeNullOrEmpty
            { Get-PimChannel no_such -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
        }
    }

    Context 'filters' {
        It 'has none, and says so before any request' {
            $seen = Measure-Request $sandbox { Get-Terminating { Get-PimChannel -Filter @{ code = 'print' } } }
            $seen.Output.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            $seen.Requests | Should -Be 0
        }
    }

    Context 'the object' {
        It 'has its properties and no links' {
            $one = Get-PimChannel ecommerce
            $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Channel'
            $one.Provider | Should -Be Akeneo
            $one.PSObject.Properties.Name | Should -Not -Contain '_links'
            foreach ($name in 'Code', 'Labels', 'Locales', 'Currencies', 'CategoryTree', 'ConversionUnits') { $one.PSObject.Properties.Name | Should -Contain $name }
        }

        It 'is a table and a list at the prompt' {
            $text = Get-PimChannel ecommerce | Format-Table | Out-String -Width 200
            $text | Should -Match 'Code\s+Label\s+Locales'
            $text | Should -Match 'ecommerce\s+\S.*\s+en_US, '
            Get-PimChannel ecommerce | Format-List | Out-String -Width 200 | Should -Match '(?m)^CategoryTree\s+: master'
        }
    }

    Context 'session' {
        It 'ends within a second at Ctrl+C' {
            $sandbox.Options.LatencyMilliseconds = 60000
            $before = $sandbox.Counters.ApiRequests
            $stopped = Measure-Stop { Get-PimChannel -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
            $sandbox.Options.LatencyMilliseconds = 0
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
            $stopped.State | Should -Be Stopped
        }
    }
}
