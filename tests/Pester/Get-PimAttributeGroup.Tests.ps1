# Attribute groups.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 30 }
    $akeneo = Connect-TestSandbox $sandbox @{ Name = 'akeneo' }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimAttributeGroup' {
    Context 'Akeneo' {
        BeforeEach { Select-PimSession $akeneo }

        It 'gives every one, as the server has them' {
            $raw = Invoke-PimRestMethod api/rest/v1/attribute-groups
            $seen = Measure-Request $sandbox { Get-PimAttributeGroup }
            $seen.Output.Code | Should -Be $raw.code
            $seen.Requests | Should -Be 1
            $seen.Output[0].Attributes | Should -Be $raw[0].attributes
            $seen.Output[0].PSObject.TypeNames[0] | Should -Be 'PimPowerShell.AttributeGroup'
        }

        It 'takes a code, an array, the pipe and property names' {
            (Get-PimAttributeGroup other).Code | Should -Be other
            (Get-PimAttributeGroup other, marketing).Code | Should -Be other, marketing
            ('other', 'marketing' | Get-PimAttributeGroup).Code | Should -Be other, marketing
            ([pscustomobject]@{ Code = 'other' } | Get-PimAttributeGroup).Code | Should -Be other
        }

        It 'reports one that does not exist, and goes on' {
            (Get-PimAttributeGroup no_such, other -ErrorAction SilentlyContinue -ErrorVariable failed).Code | Should -Be other
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        }

        It 'stops the requests at -First and Select-Object -First' {
            (Measure-Request $sandbox { Get-PimAttributeGroup -PageSize 1 -First 1 }).Requests | Should -Be 1
            (Measure-Request $sandbox { Get-PimAttributeGroup -PageSize 1 | Select-Object -First 1 }).Requests | Should -BeLessOrEqual 2
        }

        It 'is filtered and counted' {
            (Get-PimAttributeGroup -Filter @{ code = 'other' }).Code | Should -Be other
            (Get-PimAttributeGroup -IncludeTotalCount -First 0).ToString() | Should -Match 'Total count: \d+'
        }

        It 'is a table at the prompt' {
            Get-PimAttributeGroup | Format-Table | Out-String -Width 160 | Should -Match 'Code\s+Label\s+Attributes'
        }
    }

    Context 'PIMS' {
        It 'gives the names' {
            (Get-PimAttributeGroup -Session $pims).Code | Should -Contain Basic
            (Get-PimAttributeGroup Basic -Session $pims).Provider | Should -Be Pims
        }
    }
}
