# Changing attributes of reference entities.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both'; ProductCount = 10 }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Set-PimReferenceEntityAttribute' {
    BeforeEach { Select-PimSession $session }

    It 'changes what is named and nothing else, and gives nothing' {
        $before = Get-PimReferenceEntityAttribute country -ReferenceEntity brand
        Set-PimReferenceEntityAttribute country -ReferenceEntity brand -Label @{ en_US = 'Changed' } | Should -BeNullOrEmpty
        $after = Get-PimReferenceEntityAttribute country -ReferenceEntity brand
        $after.Labels.en_US | Should -Be Changed
        foreach ($name in $before.PSObject.Properties.Name | Where-Object { $_ -notin 'Labels', 'Updated' }) {
            $after.$name | ConvertTo-Json -Depth 9 | Should -Be ($before.$name | ConvertTo-Json -Depth 9)
        }
    }

    It 'takes what was read from the pipe, and gives it with -PassThru' {
        $changed = Get-PimReferenceEntityAttribute country -ReferenceEntity brand | Set-PimReferenceEntityAttribute -Label @{ en_US = 'Changed' } -PassThru
        $changed.Code | Should -Be country
        $changed.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.ReferenceEntityAttribute'
    }

    It 'makes what is not there' {
        $made = Set-PimReferenceEntityAttribute size -ReferenceEntity brand -Type number -DecimalsAllowed $true -MinValue 0 -MaxValue '10.5' -PassThru
        $made.Code | Should -Be size
        (Get-PimReferenceEntityAttribute size -ReferenceEntity brand).Code | Should -Be size
    }

    It 'takes an array, tables and rows' {
        Set-PimReferenceEntityAttribute first_one, second_one -ReferenceEntity brand -Label @{ en_US = 'Changed' } -Type text
        @{ code = 'first_one'; labels = @{ en_US = 'Of a table' } } | Set-PimReferenceEntityAttribute -ReferenceEntity brand
        [pscustomobject]@{ Code = 'second_one'; Labels = @{ fr_FR = "D'une ligne" } } | Set-PimReferenceEntityAttribute -ReferenceEntity brand
        $read = Get-PimReferenceEntityAttribute first_one, second_one -ReferenceEntity brand
        $read.Labels.en_US | Should -Be 'Of a table', 'Changed'
        $read[1].Labels.fr_FR | Should -Be "D'une ligne"
    }

    It 'sends back what was read, which changes nothing' {
        $before = Get-PimReferenceEntityAttribute -ReferenceEntity brand | ConvertTo-Json -Depth 9
        Get-PimReferenceEntityAttribute -ReferenceEntity brand | Set-PimReferenceEntityAttribute
        Get-PimReferenceEntityAttribute -ReferenceEntity brand | ConvertTo-Json -Depth 9 | Should -Be $before
    }

    It 'says what cannot be changed before it sends it' {
        Set-PimReferenceEntityAttribute country -ReferenceEntity brand -ValuePerLocale $true -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $failed[0].Exception.Message | Should -Match 'value_per_locale'
        $seen = Measure-Request $sandbox { Set-PimReferenceEntityAttribute country -ReferenceEntity brand -Type text -ErrorAction SilentlyContinue }
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }

    It 'reports what the server refuses, non-terminating, and goes on' {
        @{ code = 'refused'; type = 'text'; labels = @{ xx_XX = 'X' } }, @{ code = 'country'; labels = @{ en_US = 'Went on' } } | Set-PimReferenceEntityAttribute -ReferenceEntity brand -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        (Get-PimReferenceEntityAttribute country -ReferenceEntity brand).Labels.en_US | Should -Be 'Went on'
    }

    It 'wants something to change, and writes nothing with -WhatIf' {
        Set-PimReferenceEntityAttribute country -ReferenceEntity brand -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen = Measure-Request $sandbox { Set-PimReferenceEntityAttribute country -ReferenceEntity brand -Label @{ en_US = 'Changed' } -WhatIf }
        $seen.Routes.Keys | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }
}
