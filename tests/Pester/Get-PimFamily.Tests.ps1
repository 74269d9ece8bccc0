# Families.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'reader' }
    # what the server itself says, to compare with
    $raw = Invoke-PimRestMethod api/rest/v1/families
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimFamily' {
    BeforeEach { Select-PimSession $session }

    Context 'all' {
        It 'gives every one, as the server has them' {
            $seen = Measure-Request $sandbox { Get-PimFamily }
            $seen.Output.Code | Should -Be $raw.code
            $seen.Output.Count | Should -BeGreaterThan 5
            $seen.Requests | Should -Be ([math]::Ceiling($raw.Count / 100))
        }

        It 'takes -First, -Skip, -IncludeTotalCount and -PageSize' {
            (Get-PimFamily -First 2).Code | Should -Be $raw[0..1].code
            (Get-PimFamily -Skip 1 -First 1).Code | Should -Be $raw[1].code
            (Get-PimFamily -IncludeTotalCount -First 0).ToString() | Should -Be "Total count: $($raw.Count)"
            $seen = Measure-Request $sandbox { Get-PimFamily -PageSize 2 | Select-Object -First 1 }
            $seen.Requests | Should -BeLessOrEqual 2
            $seen.Query.limit | Should -Be 2
            (Get-PimFamily -PageSize 2).Code | Should -Be $raw.code
        }
    }

    Context 'by identity' {
        It 'takes a code, an array, the pipe, property names and objects' {
            (Get-PimFamily lamps).Code | Should -Be lamps
            (Get-PimFamily -Identity lamps).Code | Should -Be lamps
            (Get-PimFamily -Code lamps).Code | Should -Be lamps
            (Get-PimFamily shoes, lamps).Code | Should -Be shoes, lamps
            ('shoes', 'lamps' | Get-PimFamily).Code | Should -Be shoes, lamps
            ([pscustomobject]@{ Code = 'lamps' } | Get-PimFamily).Code | Should -Be lamps
            (Get-PimFamily -First 3 | Get-PimFamily).Code | Should -Be $raw[0..2].code
        }

        It 'takes one request for one' {
            (Measure-Request $sandbox { Get-PimFamily lamps }).Routes.Keys | Should -Be 'GET /api/rest/v1/families/{code}'
        }

        It 'reports one that does not exist, non-terminating, and goes on' {
            $read = Get-PimFamily no_such, lamps -ErrorAction SilentlyContinue -ErrorVariable failed
            $read.Code | Should -Be lamps
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
            $failed[0].CategoryInfo.Category | Should -Be ObjectNotFound
            $failed[0].TargetObject | Should -Be no_such
            Get-Terminating { Get-PimFamily no_such } | Should -BeNullOrEmpty
            { Get-PimFamily no_such -ErrorAction Stop } | Should -Throw -ErrorId 'PimNotFound,*'
        }
    }

    Context 'filters' {
        It 'takes -HasProducts' {
            $seen = Measure-Request $sandbox { Get-PimFamily -HasProducts $true }
            $seen.Query.search | Should -Be '{"has_products":[{"operator":"=","value":true}]}'
            $used = (Get-PimProduct).Family | Select-Object -Unique | Sort-Object
            $seen.Output.Code | Sort-Object | Should -Be $used
            (Get-PimFamily -HasProducts $false).Code | Should -Be @($raw.code | Where-Object { $_ -notin $used })
        }

        It 'takes a filter, as a table and as JSON' {
            (Get-PimFamily -Filter @{ code = 'shoes' }).Code | Should -Be shoes
            (Get-PimFamily -Filter '{"code":[{"operator":"IN","value":["shoes","lamps"]}]}').Code | Should -Be lamps, shoes
        }

        It 'says which filters there are' {
            $record = Get-Terminating { Get-PimFamily -Filter @{ nonsense = 1 } }
            $record.FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
            "$record" | Should -Match 'has_products'
        }
    }

    Context 'the object' {
        It 'has its properties and no links' {
            $one = Get-PimFamily lamps
            $one.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Family'
            $one.Provider | Should -Be Akeneo
            $one.PSObject.Properties.Name | Should -Not -Contain '_links'
            foreach ($name in 'Code', 'Labels', 'Attributes', 'AttributeAsLabel', 'AttributeAsImage', 'AttributeRequirements') { $one.PSObject.Properties.Name | Should -Contain $name }
        }

        It 'is a table and a list at the prompt' {
            $text = Get-PimFamily lamps | Format-Table | Out-String -Width 200
            $text | Should -Match 'Code\s+Label\s+Attributes\s+AttributeAsLabel'
            $text | Should -Match 'lamps\s+\S.*\s+\d+\s+name'
            Get-PimFamily lamps | Format-List | Out-String -Width 200 | Should -Match '(?m)^Code\s+: lamps'
        }
    }

    Context 'session' {
        It 'ends within a second at Ctrl+C' {
            $sandbox.Options.LatencyMilliseconds = 60000
            $before = $sandbox.Counters.ApiRequests
            $stopped = Measure-Stop { Get-PimFamily -Session $session } @{ session = $session } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
            $sandbox.Options.LatencyMilliseconds = 0
            $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
            $stopped.State | Should -Be Stopped
        }
    }
}
